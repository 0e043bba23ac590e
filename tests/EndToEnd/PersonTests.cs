using System.IO.Compression;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Pinchang.EndToEnd.Tests;

/// <summary>A person sees, takes out and ends what is held about them; staff see a number after they said why, and the ledger tells it.</summary>
[Collection(ProductCollection.Name)]
public sealed class PersonTests(Product product)
{
    private const string Phone = "13788880001";

    [BrowserFact]
    [Clause("LH-4.4.1c", at: "Web/Pages/Persons/PersonalData.cshtml")]
    public async Task A_candidate_looks_exports_and_ends_the_account()
    {
        await using var chromium = await Chromium.StartAsync();
        var page = await SignIn.PhoneOfAsync(chromium, product, Phone);
        await page.GotoAsync("/my");
        await page.Locator("a[href='/my/personal-data']").ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("137****0001");
        await page.Locator(".held").First.ClickAsync();
        await Expect(page.Locator(".held").First).ToContainTextAsync("账号注销为止");

        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator("#export a.button").ClickAsync());
        using (var archive = ZipFile.OpenRead(await download.PathAsync()))
        {
            using var reader = new StreamReader(archive.GetEntry("个人信息.html")!.Open());
            (await reader.ReadToEndAsync()).ShouldContain(Phone);
        }

        await page.Locator("#consents .consent").First.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(page.Locator("#consents .consent").First).ToContainTextAsync("已撤回");

        await page.Locator("#close summary").ClickAsync();
        await page.Locator("#close input[type='checkbox']").CheckAsync();
        await page.Locator("#close button[type='submit']").ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("15 天内可以撤回");
        await page.GetByRole(AriaRole.Button, new() { Name = "不注销了" }).ClickAsync();
        await Expect(page.Locator("#close summary")).ToBeVisibleAsync();
    }

    [BrowserFact]
    [Clause("LH-4.4.1c", at: "Web/Pages/Persons/Reveal.cshtml")]
    public async Task A_number_is_shown_once_why_was_said_and_the_ledger_tells_it()
    {
        await using var chromium = await Chromium.StartAsync();
        var desk = await SignIn.DeskOfAsync(chromium, product, product.Running.Account("平台运营"));
        await desk.GotoAsync("/operations/employers?state=approved");
        await desk.Locator("a.reveal").First.ClickAsync();
        await desk.Locator("input[name='reason']").FillAsync("电话核实联系人身份");
        await desk.Locator("main form button[type='submit']").ClickAsync();
        await Expect(desk.Locator(".revealed")).ToContainTextAsync("139000000");
        await desk.Locator("main a.button").ClickAsync();
        await Expect(desk.Locator("main")).Not.ToContainTextAsync("13900000021");

        await desk.GotoAsync("/operations/ledger?kind=person.data-revealed");
        await Expect(desk.Locator("main")).ToContainTextAsync("电话核实联系人身份");
    }
}
