using System.Text;

namespace Pinchang.Domain.Files;

/// <summary>The name under which a file is offered again: the last part of what the browser said, harmless, with the true ending.</summary>
public static class FileName
{
    private const int Longest = 80;

    public static string Tidy(string? name, string contentType)
    {
        var last = (name ?? "").Split('/', '\\')[^1];
        var kept = new StringBuilder();
        foreach (var rune in last.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || rune.Value is '-' or '_' or '.' or ' ' or '(' or ')' or '（' or '）')
            {
                kept.Append(rune);
            }
        }

        var stem = Path.GetFileNameWithoutExtension(kept.ToString()).Trim(' ', '.');
        if (stem.Length > Longest)
        {
            stem = stem[..(char.IsHighSurrogate(stem[Longest - 1]) ? Longest - 1 : Longest)];
        }

        return (stem.Length == 0 ? "文件" : stem) + EndingOf(contentType);
    }

    private static string EndingOf(string contentType) => contentType switch
    {
        "application/pdf" => ".pdf",
        "image/jpeg" => ".jpg",
        "image/png" => ".png",
        "image/webp" => ".webp",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" => ".xlsx",
        _ => "",
    };
}
