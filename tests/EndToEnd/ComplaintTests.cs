using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Pinchang.EndToEnd.Tests;

/// <summary>A room is complained of by somebody without an account; the desk answers with the keyboard; the answer is found by the code.</summary>
[Collection(ProductCollection.Name)]
public sealed partial class ComplaintTests(Product product)
{
    [BrowserFact]
    [Clause("LH-4.4.1e", at: "Web/Pages/Complaints/Desk.cshtml")]
    public async Task A_complaint_about_a_room_goes_to_its_answer_and_is_rated()
    {
        await using var chromium = await Chromium.StartAsync();
        var phone = await chromium.PhoneAsync(product.Running.Web);
        await phone.GotoAsync("/live");
        await phone.Locator("a[href^='/live/']").First.ClickAsync();
        await phone.Locator("a.report-link").ClickAsync();
        await phone.Locator("select[name='form.kind']").SelectOptionAsync("Discrimination");
        await phone.Locator("textarea[name='form.text']").FillAsync("主播说这个岗位只要三十岁以下的未婚男性，其他人不用投。");
        await phone.Locator("input[name='form.anonymous'][value='true']").CheckAsync();
        await phone.Locator("main form button[type='submit']").ClickAsync();
        await phone.WaitForURLAsync(StatusAddress());
        var number = phone.Url.Split('/')[^1];
        var code = await phone.Locator(".code-large").InnerTextAsync();

        var desk = await SignIn.DeskOfAsync(chromium, product, product.Running.Account("客服专员"));
        await desk.GotoAsync($"/operations/complaints?q={number}");
        await Expect(desk.Locator(".split-detail")).ToContainTextAsync("三十岁以下");
        await Expect(desk.Locator(".split-detail")).ToContainTextAsync("匿名");
        await desk.Keyboard.PressAsync("a");
        await Expect(desk.Locator("textarea[name='text']")).ToBeVisibleAsync();
        await desk.Keyboard.PressAsync("w");
        await desk.Keyboard.InsertTextAsync("经回看核实，主播有歧视性表述，已下架该场回放并对主播停播七天。");
        await desk.Locator(".decide button[type='submit']").ClickAsync();
        await Expect(desk.Locator(".split-detail")).ToContainTextAsync("停播七天");

        // On another machine, by number and code.
        var elsewhere = await chromium.PhoneAsync(product.Running.Web);
        await elsewhere.GotoAsync("/complaints/find");
        await elsewhere.Locator("input[name='number']").FillAsync(number);
        await elsewhere.Locator("input[name='code']").FillAsync(code);
        await elsewhere.Locator("main form button[type='submit']").First.ClickAsync();
        await Expect(elsewhere.Locator("main")).ToContainTextAsync("停播七天");
        await elsewhere.Locator("input[name='score'][value='4']").CheckAsync();
        await elsewhere.GetByRole(AriaRole.Button, new() { Name = "提交评价" }).ClickAsync();
        await Expect(elsewhere.Locator("main")).ToContainTextAsync("您的评价：满意");
    }

    [GeneratedRegex("/complaints/TS[0-9]+$")]
    private static partial Regex StatusAddress();
}
