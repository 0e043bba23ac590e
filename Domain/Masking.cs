namespace Pinchang.Domain;

/// <summary>脱敏 (GB/T 35273): how personal data is shown to those who need no more.</summary>
public static class Masking
{
    /// <summary>张* or 欧阳**: the first character, then at most three stars for those that follow.</summary>
    public static string Name(string? name) =>
        string.IsNullOrEmpty(name) ? "" : name.Length == 1 ? "*" : name[0] + new string('*', Math.Min(name.Length - 1, 3));
}
