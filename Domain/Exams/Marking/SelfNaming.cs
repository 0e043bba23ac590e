using System.Text;

namespace Pinchang.Domain.Exams.Marking;

/// <summary>What a candidate may not write into an answer, since markers would know whose it is.</summary>
public sealed record PersonalMarks(string Name, string? TicketNumber, string? Phone, string? IdNumber);

/// <summary>An answer fit for a marker's eyes, and what was covered in it.</summary>
public sealed record CoveredAnswer(string Text, IReadOnlyList<string> Found);

/// <summary>
/// A script in which the candidate names himself is flagged, and the place is covered before a marker sees it. Letters and digits are
/// compared by what they are, whatever their width and whatever stands between them (张 小 明, 138-0000-0001).
/// </summary>
public static class SelfNaming
{
    public const string NameFound = "name";
    public const string TicketFound = "ticketNumber";
    public const string PhoneFound = "phone";
    public const string IdFound = "idNumber";

    private const char Cover = '▇';

    // A name of one character is a word of the language; covering each would betray nothing and hide the answer.
    private const int ShortestName = 2;
    private const int ShortestNumber = 6;

    // A full stop or comma is none: it ends a sentence, and 国王。明天 names nobody.
    private const string Separators = "-_·•*/|—–\u200B\u200C\u200D\uFEFF";

    public static CoveredAnswer CoverIn(string? text, PersonalMarks person)
    {
        ArgumentNullException.ThrowIfNull(person);
        if (string.IsNullOrEmpty(text))
        {
            return new("", []);
        }

        var (letters, places) = Even(text);
        var covered = new StringBuilder(text);
        var found = new List<string>();
        Search(person.Name, ShortestName, NameFound);
        Search(person.TicketNumber, ShortestNumber, TicketFound);
        Search(person.Phone, ShortestNumber, PhoneFound);
        Search(person.IdNumber, ShortestNumber, IdFound);
        return new(covered.ToString(), found);

        void Search(string? mark, int shortest, string what)
        {
            var wanted = Even(mark ?? "").Letters;
            if (wanted.Length < shortest)
            {
                return;
            }

            for (var at = letters.IndexOf(wanted, StringComparison.Ordinal); at >= 0; at = letters.IndexOf(wanted, at + wanted.Length, StringComparison.Ordinal))
            {
                for (var place = places[at]; place <= places[at + wanted.Length - 1]; place++)
                {
                    covered[place] = Cover;
                }

                if (!found.Contains(what))
                {
                    found.Add(what);
                }
            }
        }
    }

    /// <summary>A text without what people put between the parts of a name or number, evened out, and where each character stands.</summary>
    private static (string Letters, int[] Places) Even(string text)
    {
        var letters = new StringBuilder(text.Length);
        var places = new List<int>(text.Length);
        for (var place = 0; place < text.Length; place++)
        {
            var character = text[place] is >= '！' and <= '～' ? (char)(text[place] - ('！' - '!')) : text[place];
            if (!char.IsWhiteSpace(character) && !Separators.Contains(character))
            {
                letters.Append(char.ToUpperInvariant(character));
                places.Add(place);
            }
        }

        return (letters.ToString(), [.. places]);
    }
}
