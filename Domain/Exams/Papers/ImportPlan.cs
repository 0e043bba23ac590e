using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Papers;

/// <summary>A question of the bank with the text of its newest version.</summary>
public sealed record KeptQuestion(Question Question, WriteQuestion Text);

/// <summary>One row and what taking it over would do.</summary>
/// <param name="Text">What would be written: the row, with what no spreadsheet can carry taken from the bank.</param>
public sealed record PlannedRow(ReadQuestion Row, ImportVerdict Verdict, WriteQuestion? Text, Question? Existing);

/// <summary>What an import would do to the bank as it is now; judged again when it is confirmed.</summary>
public static class ImportPlan
{
    public static PlannedRow[] Of(IEnumerable<ReadQuestion> rows, IReadOnlyDictionary<string, KeptQuestion> bank) => [.. rows.Select(row => Plan(row, bank))];

    private static PlannedRow Plan(ReadQuestion row, IReadOnlyDictionary<string, KeptQuestion> bank)
    {
        if (row.Problems.Length > 0 || row.Question is not { } text)
        {
            return new(row, ImportVerdict.Refused, null, null);
        }

        if (!bank.TryGetValue(row.Code, out var kept))
        {
            return new(row, ImportVerdict.New, text, null);
        }

        var whole = text with { Pictures = kept.Text.Pictures, Options = [.. text.Options.Select(option => option with { PinnedLast = PinOf(option, kept.Text) })] };
        return new(row, QuestionText.Same(kept.Text, whole) ? ImportVerdict.Same : ImportVerdict.Changed, whole, kept.Question);
    }

    private static bool? PinOf(WriteOption option, WriteQuestion kept) =>
        kept.Options.FirstOrDefault(old => string.Equals(old.Text, option.Text, StringComparison.Ordinal))?.PinnedLast;
}
