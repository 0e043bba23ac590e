using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Pinchang.Support.Products;
using static Microsoft.Playwright.Assertions;

namespace Pinchang.EndToEnd.Tests;

/// <summary>The ways in, as people take them.</summary>
internal static partial class SignIn
{
    /// <summary>A code works once: who signs in again on another page waits for the authenticator's next one, as people do.</summary>
    private static readonly ConcurrentDictionary<string, string> LastCodes = new();

    public static async Task WithPasswordAsync(IPage page, DemoAccount account)
    {
        await page.GotoAsync("/sign-in?withPassword=true");
        await page.Locator("input[name='login']").FillAsync(account.Login ?? account.Phone!);
        await page.Locator("input[name='password']").FillAsync(account.Password!);
        await page.Locator("main form button[type='submit']").First.ClickAsync();
        if (account.SecondFactorSecret is { Length: > 0 } secret)
        {
            var code = page.Locator("input[autocomplete='one-time-code']").First;
            await Expect(code).ToBeVisibleAsync();
            await code.FillAsync(await NextCodeAsync(secret));
            await page.Locator("main form button[type='submit']").First.ClickAsync();
        }

        await Expect(page).Not.ToHaveURLAsync(SignInAddress());
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

    private static async Task<string> NextCodeAsync(string secret)
    {
        var code = Totp.Code(secret, DateTimeOffset.UtcNow);
        while (LastCodes.TryGetValue(secret, out var last) && last == code)
        {
            await Task.Delay(500);
            code = Totp.Code(secret, DateTimeOffset.UtcNow);
        }

        LastCodes[secret] = code;
        return code;
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
