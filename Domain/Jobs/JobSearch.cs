using System.Text;
using Pinchang.Contracts.Jobs;

namespace Pinchang.Domain.Jobs;

/// <summary>
/// How jobs are found. Most words people type are two Chinese characters, too short for PostgreSQL's trigrams,
/// so a job keeps its single characters and pairs, and a query must have all of its own among them.
/// </summary>
public static class JobSearch
{
    private const int MostWords = 8;

    public static string TextOf(PostJob posting, string employerName) =>
        Fold(string.Join(' ', [posting.Title, employerName, posting.City, .. posting.Tags]));

    /// <summary>The single characters and pairs of each word, to be indexed.</summary>
    public static string[] TermsOf(string text) =>
        [.. Parts(text).SelectMany(word => Singles(word).Concat(Pairs(word))).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The words of a query; a job must contain each of them somewhere. "java上海" is two: nobody puts a space there.</summary>
    public static string[] WordsOf(string? query) =>
        [.. Parts(query ?? "").SelectMany(ByScript).Distinct(StringComparer.Ordinal).Take(MostWords)];

    /// <summary>What a query looks up in the index: pairs, or the character where a word is one.</summary>
    public static string[] LookUpsOf(IEnumerable<string> words) =>
        [.. words.SelectMany(word => word.Length == 1 ? Singles(word) : Pairs(word)).Distinct(StringComparer.Ordinal)];

    private static string[] Parts(string text) => Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<string> ByScript(string word)
    {
        var start = 0;
        for (var i = 1; i < word.Length; i++)
        {
            if (IsLatin(word[i]) != IsLatin(word[i - 1]))
            {
                yield return word[start..i];
                start = i;
            }
        }

        yield return word[start..];
    }

    private static bool IsLatin(char character) => character < '\u0250';

    // Full-width letters and capitals are the same word; anything that is no letter or digit parts words, but C++ and C# stay.
    private static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var character in text.Normalize(NormalizationForm.FormKC))
        {
            folded.Append(char.IsLetterOrDigit(character) || char.IsSurrogate(character) || character is '+' or '#' or '.'
                ? char.ToLowerInvariant(character)
                : ' ');
        }

        return folded.ToString();
    }

    private static IEnumerable<string> Singles(string word) => word.Select(character => character.ToString());

    private static IEnumerable<string> Pairs(string word) => Enumerable.Range(0, word.Length - 1).Select(i => word.Substring(i, 2));
}
