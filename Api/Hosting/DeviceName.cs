namespace Pinchang.Api.Hosting;

/// <summary>What a person recognises in a list of sign-ins: "Edge · Windows", from a user agent.</summary>
internal static class DeviceName
{
    private const int MaxLength = 80;

    // In this order: each names itself, and most also name those they pretend to be.
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("MicroMessenger", "微信"), ("Edg", "Edge"), ("OPR/", "Opera"), ("QQBrowser", "QQ 浏览器"), ("UCBrowser", "UC 浏览器"),
        ("HuaweiBrowser", "华为浏览器"), ("MiuiBrowser", "小米浏览器"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("OpenHarmony", "鸿蒙"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
        ("Mac OS", "macOS"), ("Linux", "Linux"),
    ];

    public static string Of(string agent)
    {
        var browser = Browsers.FirstOrDefault(known => agent.Contains(known.Mark, StringComparison.Ordinal)).Name;
        var system = Systems.FirstOrDefault(known => agent.Contains(known.Mark, StringComparison.Ordinal)).Name;
        if (browser is null && system is null)
        {
            var plain = new string([.. agent.Where(c => !char.IsControl(c)).Take(MaxLength)]);
            return plain.Length > 0 ? plain : "未知设备";
        }

        return string.Join(" · ", new[] { browser, system }.Where(part => part is not null));
    }
}
