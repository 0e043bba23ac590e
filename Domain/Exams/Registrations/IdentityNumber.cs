using System.Collections.Frozen;
using System.Globalization;

namespace Pinchang.Domain.Exams.Registrations;

/// <summary>居民身份证号码 by GB 11643. The 15 digits of former cards become the 18 of the same person, so that both are one identity.</summary>
public sealed record IdentityNumber
{
    private const string CheckCharacters = "10X98765432";
    private const int Length = 18;

    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    // GB/T 2260: provinces, autonomous regions, municipalities; 81, 82 and 83 are the residence permits of Hong Kong, Macao and Taiwan.
    private static readonly FrozenSet<string> Provinces =
    [
        "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43", "44", "45", "46",
        "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82", "83",
    ];

    private IdentityNumber(string text, DateOnly bornOn) => (Text, BornOn) = (text, bornOn);

    /// <summary>18 characters, the last of which may be X.</summary>
    public string Text { get; }

    public DateOnly BornOn { get; }

    public bool IsMale => (Text[16] - '0') % 2 == 1;

    /// <summary>Whether its county is one of today; a residence permit of Hong Kong, Macao or Taiwan names none.</summary>
    public bool IsOfKnownCounty => Text[0] is '7' or '8' || Counties.IsKnown(Text[..6]);

    /// <summary>330***********002X.</summary>
    public string Masked => $"{Text[..3]}***********{Text[^4..]}";

    /// <summary>The number, or null when it is none: its day, its province and its check character must be possible.</summary>
    public static IdentityNumber? Parse(string? typed, DateOnly today)
    {
        var text = (typed ?? "").Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        if (text.Length == 15 && text.All(char.IsAsciiDigit))
        {
            // Only people of the twentieth century were given fifteen digits.
            var longer = text[..6] + "19" + text[6..];
            text = longer + CheckCharacterOf(longer);
        }

        if (text.Length != Length || text.AsSpan(0, 17).ContainsAnyExceptInRange('0', '9') || !Provinces.Contains(text[..2]) || text[17] != CheckCharacterOf(text))
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
