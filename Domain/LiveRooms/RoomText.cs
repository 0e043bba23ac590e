using System.Globalization;
using System.Text;
using Pinchang.Contracts;

namespace Pinchang.Domain.LiveRooms;

/// <summary>
/// What people write in a room, made plain: one line, nothing hidden, no towers of marks. What controls a terminal or turns the
/// direction of a text is refused, because whoever sends it does not mean what others would read.
/// Markup stays as it was typed: it is text, and every page shows it as text.
/// </summary>
public static class RoomText
{
    /// <summary>Marks on one letter; more are decoration that covers other lines.</summary>
    private const int MarksPerLetter = 2;

    /// <param name="text">As it came from a stranger: of any length and content.</param>
    /// <param name="longest">In Unicode scalar values, after cleaning.</param>
    public static Outcome<string> Clean(string? text, int longest, Refusal empty, Refusal tooLong)
    {
        ArgumentNullException.ThrowIfNull(empty);
        ArgumentNullException.ThrowIfNull(tooLong);
        if (string.IsNullOrEmpty(text))
        {
            return empty;
        }

        // Refused before anything is done with it; nobody types four times too much by accident.
        if (text.Length > longest * 4)
        {
            return tooLong.With(longest.ToString(CultureInfo.InvariantCulture));
        }

        var cleaned = new StringBuilder(text.Length);
        var letters = 0;
        var marks = 0;
        for (var i = 0; i < text.Length;)
        {
            if (Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var used) != System.Buffers.OperationStatus.Done)
            {
                return CommonRefusals.Malformed.On("text");
            }

            i += used;
            if (WrittenText.IsControl(rune))
            {
                return CommonRefusals.ControlCharacters.On("text");
            }

            marks = IsMark(rune) ? marks + 1 : 0;
            if (marks > MarksPerLetter || IsHidden(rune))
            {
                continue;
            }

            if (!Rune.IsWhiteSpace(rune))
            {
                cleaned.Append(rune.ToString());
                letters++;
            }
            else if (cleaned.Length > 0 && cleaned[^1] != ' ')
            {
                cleaned.Append(' ');
                letters++;
            }
        }

        if (cleaned.Length > 0 && cleaned[^1] == ' ')
        {
            cleaned.Length--;
            letters--;
        }

        return letters == 0 ? empty
            : letters > longest ? tooLong.With(longest.ToString(CultureInfo.InvariantCulture))
            : cleaned.ToString();
    }

    /// <summary>The joiner that holds family emoji together is the one format character that stays.</summary>
    private static bool IsHidden(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Format => rune.Value != 0x200D,
        UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned => true,
        _ => false,
    };

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;
}
