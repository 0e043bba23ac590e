using System.Text.RegularExpressions;

namespace Pinchang.Domain;

/// <summary>脱敏 (GB/T 35273): how personal data is shown to those who need no more.</summary>
public static partial class Masking
{
    /// <summary>张* or 欧阳**: the first character, then at most three stars for those that follow.</summary>
    public static string Name(string? name) =>
        string.IsNullOrEmpty(name) ? "" : name.Length == 1 ? "*" : name[0] + new string('*', Math.Min(name.Length - 1, 3));

    /// <summary>l***@example.com: the first character and the domain.</summary>
    public static string Email(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var at = address.LastIndexOf('@');
        return at <= 0 ? "***" : $"{address[0]}***{address[at..]}";
    }

    /// <summary>登录验证码 ••••••: a text without the codes in it; shorter numbers (5 分钟) stay.</summary>
    public static string Codes(string text) => Code().Replace(text, found => new string('•', found.Length));

    /// <summary>A text without the numbers that name somebody: phones, identity and card numbers; years and amounts stay.</summary>
    public static string Numbers(string text) => LongNumber().Replace(text, found => new string('•', found.Length));

    [GeneratedRegex(@"\d{4,}")]
    private static partial Regex Code();

    [GeneratedRegex(@"\d{7,}[\dXx]?")]
    private static partial Regex LongNumber();
}
