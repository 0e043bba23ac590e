using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Pinchang.Support.Products;
using static Microsoft.Playwright.Assertions;

namespace Pinchang.EndToEnd.Tests;

/// <summary>The ways in, as people take them.</summary>
internal static partial class SignIn
{
    /// <summary>
    /// A desk of somebody who signs in once per product: another desk of the same person has the same session, so that no test waits
    /// for the authenticator's next code because of another.
    /// </summary>
    public static async Task<IPage> DeskOfAsync(Chromium chromium, Product product, DemoAccount account) => await chromium.DeskAsync(
        product.Running.Web,
        await product.SignedInAsync(account.Login!, () => StateAsync(chromium, product, door => WithPasswordAsync(door, product.Running, account))));

    /// <summary>The same for a candidate's phone: a number is sent one code a minute.</summary>
    public static async Task<IPage> PhoneOfAsync(Chromium chromium, Product product, string phone) => await chromium.PhoneAsync(
        product.Running.Web,
        await product.SignedInAsync(phone, () => StateAsync(chromium, product, door => ByPhoneAsync(door, product.Running, phone))));

    private static async Task<string> StateAsync(Chromium chromium, Product product, Func<IPage, Task> signInAsync)
    {
        var door = await chromium.DeskAsync(product.Running.Web);
        await signInAsync(door);
        var state = await door.Context.StorageStateAsync();
        await door.Context.CloseAsync();
        return state;
    }

    public static async Task WithPasswordAsync(IPage page, RunningProduct product, DemoAccount account)
    {
        try
        {
            await PassAsync(page, account);
        }
        catch (Exception refused) when (refused is PlaywrightException or TimeoutException)
        {
            throw new InvalidOperationException(
                $"{account.Role} could not sign in: {string.Join(" ", await page.GetByRole(AriaRole.Alert).AllInnerTextsAsync())}\n"
                + $"{await SignInLog.OfAsync(product, account)}\n{product.Log}",
                refused);
        }
    }

    private static async Task PassAsync(IPage page, DemoAccount account)
    {
        await page.GotoAsync("/sign-in?withPassword=true");
        await page.Locator("input[name='login']").FillAsync(account.Login ?? account.Phone!);
        await page.Locator("input[name='password']").FillAsync(account.Password!);
        await page.Locator("main form button[type='submit']").First.ClickAsync();
        if (account.SecondFactorSecret is { Length: > 0 } secret)
        {
            await GiveCodeAsync(page, secret);
            if (await page.Locator(".field-problem").CountAsync() > 0)
            {
                // On a slow machine half a minute can pass between the app's screen and the server: a person takes the next one.
                await GiveCodeAsync(page, secret);
            }
        }

        await Expect(page).Not.ToHaveURLAsync(SignInAddress());
    }

    private static async Task GiveCodeAsync(IPage page, string secret)
    {
        var code = page.Locator("input[autocomplete='one-time-code']").First;
        await Expect(code).ToBeVisibleAsync();
        await code.FillAsync(await Authenticators.NextCodeAsync(secret));
        await page.Locator("main form button[type='submit']").First.ClickAsync();
        await page.WaitForFunctionAsync("() => !location.pathname.startsWith('/sign-in') || document.querySelector('.field-problem') !== null");
    }

    public static async Task ByPhoneAsync(IPage page, RunningProduct product, string phone)
    {
        await page.GotoAsync("/sign-in");
        var since = DateTimeOffset.UtcNow;
        await page.Locator("input[type='tel']").First.FillAsync(phone);
        await page.GetByRole(AriaRole.Button, new() { NameRegex = SendCode() }).First.ClickAsync();
        var message = await product.MessageToAsync(phone, since);
        var code = page.Locator("input[autocomplete='one-time-code']").First;
        await Expect(code).ToBeVisibleAsync();
        await code.FillAsync(SixDigits().Match(message).Value);
        await page.GetByRole(AriaRole.Button, new() { NameRegex = Enter() }).First.ClickAsync();
        await Expect(page).Not.ToHaveURLAsync(SignInAddress());
    }

    [GeneratedRegex("/sign-in")]
    private static partial Regex SignInAddress();

    [GeneratedRegex("验证码")]
    private static partial Regex SendCode();

    [GeneratedRegex("^登录$")]
    private static partial Regex Enter();

    [GeneratedRegex(@"(?<!\d)\d{6}(?!\d)")]
    private static partial Regex SixDigits();
}
