using System.Buffers;
using System.Globalization;
using System.Text;
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

        return Unwell(text, lines)?.On(field);
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

    /// <summary>
    /// Whether nobody can mean it: a control that is no white space of a plain text, or an override or isolate, which makes a text
    /// read otherwise than it is stored. The joiners of emoji and of scripts are none.
    /// </summary>
    public static bool IsControl(Rune rune) =>
        (Rune.IsControl(rune) && rune.Value is not ('\t' or '\n' or '\r')) || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);

    private static Refusal? Unwell(ReadOnlySpan<char> text, bool lines)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out var rune, out var used) != OperationStatus.Done)
            {
                return CommonRefusals.Malformed;
            }

            if (IsControl(rune) || (!lines && Rune.IsControl(rune)))
            {
                return CommonRefusals.ControlCharacters;
            }

            text = text[used..];
        }

        return null;
    }
}
