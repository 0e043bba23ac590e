using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Papers;

/// <summary>A question of the bank as the draw sees it: without text.</summary>
public sealed record PoolQuestion(Guid Id, int Version, QuestionKind Kind, string Subject, string? Topic, int Difficulty);

/// <summary>What was drawn for one row of the blueprint, in drawn order.</summary>
public sealed record DrawnRow(int Section, int Row, PoolQuestion[] Questions);

/// <summary>The outcome of a draw. With a shortage there is no paper.</summary>
public sealed record AssemblyDraw(DrawnRow[] Rows, BlueprintSupply[] Supply)
{
    public bool IsComplete => Supply.All(row => row.Short == 0);

    public IEnumerable<BlueprintSupply> Shortages => Supply.Where(row => row.Short > 0);
}

/// <summary>
/// Blueprint, bank and seed to paper. Rows may overlap (five on labour law, ten of any topic), so that taking greedily could run out
/// where a paper exists; each place is filled along an augmenting path instead, and what is still missing is truly missing. The same
/// blueprint, pool and seed give the same paper for ever, in whatever order the pool is listed.
/// </summary>
public static class PaperAssembly
{
    public static AssemblyDraw Draw(WriteBlueprint blueprint, IEnumerable<PoolQuestion> pool, string seed)
    {
        var questions = new DrawStream(seed, "pool").Shuffle(pool.OrderBy(question => question.Id));
        var rows = blueprint.Sections
            .SelectMany((section, s) => section.Rows.Select((row, r) => (Section: s, Row: r, Wanted: row)))
            .Select((place, index) => new RowPlaces(index, place.Section, place.Row, place.Wanted, FittingOf(place.Wanted, questions)))
            .ToArray();

        var takenBy = new int?[questions.Length];
        foreach (var row in rows)
        {
            // A place that finds no path now finds none later: paths only move questions between rows that are full anyway.
            while (row.Filled < row.Wanted.Count && TryFill(row, rows, takenBy, new bool[questions.Length]))
            {
                row.Filled++;
            }
        }

        return new(
            [.. rows.Select(row => new DrawnRow(row.Section, row.Row, [.. row.Fitting.Where(q => takenBy[q] == row.Index).Select(q => questions[q])]))],
            [.. rows.Select(row => new BlueprintSupply(
                row.Section, row.Row, BlueprintRules.Sort(row.Wanted), row.Wanted.Count, row.Fitting.Length, row.Wanted.Count - row.Filled))]);
    }

    private static int[] FittingOf(BlueprintRow row, PoolQuestion[] questions) =>
    [
        .. Enumerable.Range(0, questions.Length).Where(index => Fits(row, questions[index])),
    ];

    private static bool Fits(BlueprintRow row, PoolQuestion question) =>
        question.Kind == row.Kind
        && question.Difficulty >= row.DifficultyFrom
        && question.Difficulty <= row.DifficultyTo
        && (string.IsNullOrWhiteSpace(row.Subject) || string.Equals(question.Subject, row.Subject.Trim(), StringComparison.Ordinal))
        && (string.IsNullOrWhiteSpace(row.Topic) || string.Equals(question.Topic, row.Topic.Trim(), StringComparison.Ordinal));

    /// <summary>Kuhn's step: take a free question, or one whose row can be given another.</summary>
    private static bool TryFill(RowPlaces row, RowPlaces[] rows, int?[] takenBy, bool[] seen)
    {
        foreach (var question in row.Fitting)
        {
            if (takenBy[question] is null)
            {
                takenBy[question] = row.Index;
                return true;
            }
        }

        foreach (var question in row.Fitting)
        {
            if (seen[question])
            {
                continue;
            }

            seen[question] = true;
            var owner = rows[takenBy[question]!.Value];
            if (owner != row && TryFill(owner, rows, takenBy, seen))
            {
                takenBy[question] = row.Index;
                return true;
            }
        }

        return false;
    }

    private sealed class RowPlaces(int index, int section, int row, BlueprintRow wanted, int[] fitting)
    {
        public int Index => index;

        public int Section => section;

        public int Row => row;

        public BlueprintRow Wanted => wanted;

        public int[] Fitting => fitting;

        public int Filled { get; set; }
    }
}
