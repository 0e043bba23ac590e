using Microsoft.Playwright;

namespace Pinchang.EndToEnd.Tests;

/// <summary>Chromium with its fake camera and microphone, closed to the world outside this machine.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private readonly IPlaywright _playwright;

    private Chromium(IPlaywright playwright, IBrowser browser) => (_playwright, Browser) = (playwright, browser);

    public IBrowser Browser { get; }

    public static async Task<Chromium> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = BrowserFactAttribute.Chromium,
            Headless = true,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--use-fake-device-for-media-stream",
                "--use-fake-ui-for-media-stream", "--auto-select-desktop-capture-source=Entire screen", "--autoplay-policy=no-user-gesture-required",
                "--disable-background-timer-throttling", "--disable-renderer-backgrounding", "--disable-backgrounding-occluded-windows",
            ],
        });
        return new Chromium(playwright, browser);
    }

    /// <param name="state">What a browser kept that is signed in already.</param>
    public async Task<IPage> PhoneAsync(Uri web, string? state = null)
    {
        var context = await Browser.NewContextAsync(new()
        {
            BaseURL = web.ToString(),
            Locale = "zh-CN",
            TimezoneId = "Asia/Shanghai",
            ViewportSize = new() { Width = 390, Height = 844 },
            DeviceScaleFactor = 2,
            HasTouch = true,
            IsMobile = true,
            StorageState = state,
        });
        return await context.NewPageAsync();
    }

    public async Task<IPage> DeskAsync(Uri web, string? state = null)
    {
        var context = await Browser.NewContextAsync(new()
        {
            BaseURL = web.ToString(),
            Locale = "zh-CN",
            TimezoneId = "Asia/Shanghai",
            ViewportSize = new() { Width = 1440, Height = 900 },
            Permissions = ["camera", "microphone"],
            StorageState = state,
        });
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        _playwright.Dispose();
    }
}
