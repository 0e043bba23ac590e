using System.Globalization;

namespace Pinchang.Domain.Exams.Registrations;

/// <summary>居民身份证号码 by GB 11643. The 15 digits of former cards become the 18 of the same person, so that both are one identity.</summary>
public sealed record IdentityNumber
{
    private const string CheckCharacters = "10X98765432";
    private const int Length = 18;

    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    private IdentityNumber(string text, DateOnly bornOn) => (Text, BornOn) = (text, bornOn);

    /// <summary>18 characters, the last of which may be X.</summary>
    public string Text { get; }

    public DateOnly BornOn { get; }

    public bool IsMale => (Text[16] - '0') % 2 == 1;

    /// <summary>330***********002X.</summary>
    public string Masked => $"{Text[..3]}***********{Text[^4..]}";

    /// <summary>The number, or null when it is none: its day, its region and its check character must be possible.</summary>
    public static IdentityNumber? Parse(string? typed, DateOnly today)
    {
        var text = (typed ?? "").Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        if (text.Length == 15 && text.All(char.IsAsciiDigit))
        {
            // Only people of the twentieth century were given fifteen digits.
            var longer = text[..6] + "19" + text[6..];
            text = longer + CheckCharacterOf(longer);
        }

        if (text.Length != Length || text.AsSpan(0, 17).ContainsAnyExceptInRange('0', '9') || text[0] is not (>= '1' and <= '8') || text[17] != CheckCharacterOf(text))
        {
            return null;
        }

        return DateOnly.TryParseExact(text[6..14], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var bornOn)
            && bornOn.Year >= 1900 && bornOn <= today
                ? new(text, bornOn)
                : null;
    }

    /// <summary>Full years on a day.</summary>
    public int AgeOn(DateOnly day) => day.Year - BornOn.Year - (day < BornOn.AddYears(day.Year - BornOn.Year) ? 1 : 0);

    private static char CheckCharacterOf(string text) => CheckCharacters[Weights.Select((weight, i) => weight * (text[i] - '0')).Sum() % 11];
}
