using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Pinchang.EndToEnd.Tests;

/// <summary>A reviewer's day without a mouse: what is approved, refused and laid back leaves the desk or stays on it as it should.</summary>
[Collection(ProductCollection.Name)]
public sealed class ReviewDayTests(Product product)
{
    [BrowserFact]
    [Clause("LH-4.4.1d", at: "Web/Pages/Reviews/Desk.cshtml")]
    public async Task A_reviewers_day_passes_with_the_keyboard_only()
    {
        await using var chromium = await Chromium.StartAsync();
        var desk = await SignIn.DeskOfAsync(chromium, product, product.Running.Account("审核专员"));
        await desk.GotoAsync("/operations/reviews");
        var waiting = desk.Locator(".split-list a");
        var chosen = desk.Locator(".split-list a[aria-current]");
        var verdict = desk.Locator("button[name='approved']").First;
        var count = await waiting.CountAsync();
        count.ShouldBeGreaterThan(1);
        await desk.Keyboard.PressAsync("?");
        await Expect(desk.Locator("#review-keys")).ToBeVisibleAsync();
        await desk.Keyboard.PressAsync("?");
        await Expect(desk.Locator("#review-keys")).ToBeHiddenAsync();

        // The next one and back.
        var first = await chosen.GetAttributeAsync("href");
        await desk.Keyboard.PressAsync("j");
        await Expect(chosen).Not.ToHaveAttributeAsync("href", first!);
        await desk.Keyboard.PressAsync("k");
        await Expect(chosen).ToHaveAttributeAsync("href", first!);

        await desk.Keyboard.PressAsync("Enter");
        await Expect(verdict).ToBeVisibleAsync();
        await desk.Keyboard.PressAsync("a");
        await Expect(desk.GetByRole(AriaRole.Alert)).ToContainTextAsync("还有核对项没有勾选");
        foreach (var check in await desk.Locator(".review-checks input").AllAsync())
        {
            await desk.Keyboard.PressAsync((await check.GetAttributeAsync("data-hotkey"))!);
            await Expect(check).ToBeCheckedAsync();
        }

        // Enter in the reason decides nothing.
        await desk.Keyboard.PressAsync("r");
        await desk.Keyboard.InsertTextAsync("已核对");
        await desk.Keyboard.PressAsync("Enter");
        await desk.Keyboard.PressAsync("Escape");
        await Expect(waiting).ToHaveCountAsync(count);
        await desk.Keyboard.PressAsync("a");
        await Expect(waiting).ToHaveCountAsync(count - 1);

        // Another is taken and laid back.
        await desk.Keyboard.PressAsync("Enter");
        await Expect(verdict).ToBeVisibleAsync();
        await desk.Keyboard.PressAsync("l");
        await Expect(verdict).ToBeHiddenAsync();
        await Expect(waiting).ToHaveCountAsync(count - 1);
    }
}
