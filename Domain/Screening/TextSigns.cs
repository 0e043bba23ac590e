using System.Text.RegularExpressions;

namespace Pinchang.Domain.Screening;

/// <summary>What is not a word but a shape: numbers and addresses by which people could be reached, ages.</summary>
public static partial class TextSigns
{
    public const string Phone = "#phone";
    public const string Landline = "#landline";
    public const string Handle = "#handle";
    public const string Age = "#age";
    public const string Address = "#address";

    public static readonly IReadOnlyList<string> All = [Phone, Landline, Handle, Age, Address];

    /// <summary>Where a sign stands in the folded text.</summary>
    public static IEnumerable<TextSpan> Find(string sign, ScreenedText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return sign switch
        {
            Phone => Places(PhoneShape(), text.Numerals).Where(place => CountDigits(text.Numerals, place) >= 4),
            Landline => Places(LandlineShape(), text.Numerals),
            Handle => Handles(text.Folded),
            Age => Places(AgeShape(), text.Numerals),
            Address => AddressShape().Matches(text.Original)
                .Select(match => new TextSpan(text.FoldedIndexOf(match.Index), text.FoldedIndexOf(match.Index + match.Length)))
                .Where(place => place.End > place.Start),
            _ => throw new ArgumentOutOfRangeException(nameof(sign), sign, null),
        };
    }

    private static IEnumerable<TextSpan> Places(Regex shape, string letters) =>
        shape.Matches(letters).Select(match => new TextSpan(match.Index, match.Index + match.Length));

    /// <summary>
    /// An account: letters with digits, or five to twelve digits alone. Without its colon it may hang on the word before it, as in
    /// wx:hr2026, so every end of a run counts.
    /// </summary>
    private static IEnumerable<TextSpan> Handles(string letters) =>
        from run in LatinRun().Matches(letters)
        from start in Enumerable.Range(run.Index, run.Length - 4)
        let handle = letters.AsMemory(start, run.Index + run.Length - start)
        where handle.Span.ContainsAnyInRange('0', '9') && (handle.Span.ContainsAnyInRange('a', 'z') || handle.Length <= 12)
        where !letters.AsSpan(run.Index + run.Length).StartsWith("元") && !letters.AsSpan(run.Index + run.Length).StartsWith("万")
        select new TextSpan(start, run.Index + run.Length);

    private static int CountDigits(string letters, TextSpan place) => letters[place.Start..place.End].Count(char.IsAsciiDigit);

    // A mobile number, o for 0 and l or i for 1 allowed; not a sum of money or a range of two.
    [GeneratedRegex(@"(?<![0-9])(?<!(月薪|底薪|薪资|工资|年薪|收入|奖金|预算|编号|工号))(\+?86)?[1li][3-9][0-9oli]{9}(?![0-9])(?!元|块|万|k|以上|人民币)", RegexOptions.CultureInvariant, 200)]
    private static partial Regex PhoneShape();

    [GeneratedRegex(@"(?<![0-9])0(10|2[0-9]|[3-9][0-9]{2})[2-8][0-9]{6,7}(?![0-9])", RegexOptions.CultureInvariant, 200)]
    private static partial Regex LandlineShape();

    [GeneratedRegex("[a-z0-9]{5,}", RegexOptions.CultureInvariant, 200)]
    private static partial Regex LatinRun();

    // 35岁, 20-30岁 once its dash is gone, 三十五岁.
    [GeneratedRegex(@"(?<![0-9])([1-6][0-9]([1-6][0-9])?|[1-6]?十[0-9]?)(周岁|岁)", RegexOptions.CultureInvariant, 200)]
    private static partial Regex AgeShape();

    [GeneratedRegex(@"(https?\s*[:：]\s*//|www\s*[.。．])\s*[\w.-]+|[\w.+-]{2,}\s*[@＠]\s*[\w-]+\s*[.。．点]\s*(com|cn|net|org)|[a-z0-9-]{2,}\s*[.。．点]\s*(com|cn|top|xyz|vip|cc)(?![a-z])", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 200)]
    private static partial Regex AddressShape();
}
