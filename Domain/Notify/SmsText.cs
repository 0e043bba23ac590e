namespace Pinchang.Domain.Notify;

/// <summary>
/// What a carrier's gateway sends: never a free text, but one that it approved beforehand, by our name for it, with its places filled.
/// Some gateways fill by name, some by order.
/// </summary>
public sealed record SmsText(string Template, SmsPlace[] Places)
{
    /// <summary>Codes that somebody waits for: <c>code</c>.</summary>
    public const string SignInCode = "sign-in-code";

    public const string ResetCode = "reset-code";

    /// <summary>Everything else: <c>subject</c>; the whole is read in the product.</summary>
    public const string Notice = "notice";

    /// <summary>Places longer than this are refused by gateways.</summary>
    public const int LongestPlace = 35;

    public static readonly string[] Templates = [SignInCode, ResetCode, Notice];

    public static SmsText OfCode(string template, string digits) => new(template, [new("code", digits)]);

    public static SmsText OfNotice(string subject) =>
        new(Notice, [new("subject", subject.Length > LongestPlace ? $"{subject[..(LongestPlace - 1)]}…" : subject)]);
}

public sealed record SmsPlace(string Name, string Value);
