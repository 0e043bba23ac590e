using System.Diagnostics.CodeAnalysis;

namespace Pinchang.Domain.Accounts;

/// <summary>A mainland mobile number: eleven digits, stored without prefix or spaces.</summary>
public static class PhoneNumber
{
    /// <summary>Takes what people type (spaces, hyphens, +86) and gives the eleven digits, or null.</summary>
    public static string? Parse(string? typed)
    {
        if (typed is null || typed.Length > 24)
        {
            return null;
        }

        var digits = string.Concat(typed.Where(c => c is not (' ' or '-' or '\u00a0')));
        digits = digits.StartsWith("+86", StringComparison.Ordinal) ? digits[3..] : digits;
        var isMobile = digits.Length == 11 && digits[0] == '1' && digits[1] is >= '3' and <= '9' && digits.All(char.IsAsciiDigit);
        return isMobile ? digits : null;
    }

    /// <summary>138****0001: what is shown to anybody but its owner's counterparts by consent.</summary>
    [return: NotNullIfNotNull(nameof(phone))]
    public static string? Mask(string? phone) =>
        phone is { Length: 11 } ? $"{phone[..3]}****{phone[^4..]}" : phone is null ? null : "****";
}
