namespace Pinchang.Domain;

/// <summary>脱敏 (GB/T 35273): how personal data is shown to those who need no more.</summary>
public static class Masking
{
    /// <summary>138****0001; too short to mask that way is hidden altogether.</summary>
    public static string Phone(string? phone) =>
        phone is null ? "" : phone.Length < 8 ? new string('*', phone.Length) : $"{phone[..^8]}****{phone[^4..]}";

    /// <summary>张* or 欧阳**: the first character, then one star for each that follows.</summary>
    public static string Name(string? name) =>
        string.IsNullOrEmpty(name) ? "" : name.Length == 1 ? "*" : name[0] + new string('*', Math.Min(name.Length - 1, 3));
}
