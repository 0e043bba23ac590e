using System.Globalization;
using Pinchang.Contracts;

namespace Pinchang.Domain;

/// <summary>What any text that a person wrote must meet before a rule looks at its meaning.</summary>
public static class WrittenText
{
    /// <summary>Why the text cannot be taken, or null. A blank optional text is fine.</summary>
    /// <param name="lines">Whether it may run over several lines.</param>
    public static Refusal? Check(string? text, int max, string field, bool required = false, bool lines = false)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return required ? CommonRefusals.Required.On(field) : null;
        }

        if (text.Trim().Length > max)
        {
            return CommonRefusals.TooLong.With(max.ToString(CultureInfo.InvariantCulture)).On(field);
        }

        return IsWellFormed(text, lines) ? null : CommonRefusals.Malformed.On(field);
    }

    /// <summary>Why a text says too little, or null.</summary>
    public static Refusal? CheckLeast(string text, int least, string field) =>
        text.Trim().Length < least ? CommonRefusals.TooShort.With(least.ToString(CultureInfo.InvariantCulture)).On(field) : null;

    /// <summary>Checks each text of a list, and that there are not too many.</summary>
    public static Refusal? CheckAll(IReadOnlyCollection<string?>? texts, int maxCount, int max, string field)
    {
        if (texts is null)
        {
            return null;
        }

        if (texts.Count > maxCount)
        {
            return CommonRefusals.OutOfRange.With("0", maxCount.ToString(CultureInfo.InvariantCulture)).On(field);
        }

        return texts.Select(text => Check(text, max, field, required: true)).FirstOrDefault(refusal => refusal is not null);
    }

    /// <summary>As it is kept: trimmed, one kind of line end; null when nothing is left.</summary>
    public static string? Tidy(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : text.Trim().ReplaceLineEndings("\n");

    private static bool IsWellFormed(string text, bool lines)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (char.IsHighSurrogate(character) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
                continue;
            }

            if (char.IsSurrogate(character) || TurnsDirection(character) || (char.IsControl(character) && !(lines && character is '\n' or '\r' or '\t')))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Overrides and isolates make a text read otherwise than it is stored.</summary>
    private static bool TurnsDirection(char character) => character is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
