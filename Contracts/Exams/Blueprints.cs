namespace Pinchang.Contracts.Exams;

/// <summary><c>POST /api/exam-projects/{id}/blueprints</c> and <c>PUT /api/exam-blueprints/{id}</c>: what a paper is to be made of.</summary>
public sealed record WriteBlueprint
{
    public required string Title { get; init; }

    /// <summary>Printed above the paper.</summary>
    public string? Instructions { get; init; }

    /// <summary>What the rows must add up to.</summary>
    public required decimal TotalPoints { get; init; }

    public required BlueprintSection[] Sections { get; init; }
}

public sealed record BlueprintSection
{
    public required string Title { get; init; }

    public string? Instructions { get; init; }

    public bool ShuffleQuestions { get; init; } = true;

    public bool ShuffleOptions { get; init; } = true;

    public required BlueprintRow[] Rows { get; init; }
}

/// <summary>So many questions of one sort.</summary>
public sealed record BlueprintRow
{
    public required QuestionKind Kind { get; init; }

    /// <summary>Null takes any subject.</summary>
    public string? Subject { get; init; }

    /// <summary>Null takes any topic.</summary>
    public string? Topic { get; init; }

    public int DifficultyFrom { get; init; } = 1;

    public int DifficultyTo { get; init; } = 5;

    public required int Count { get; init; }

    public required decimal PointsEach { get; init; }

    /// <summary>Multiple choice: what each rightly chosen option brings when some are missing and none is wrong; null gives all or nothing.</summary>
    public decimal? PointsPerRightOption { get; init; }
}

public sealed record BlueprintSummary(Guid Id, Guid ProjectId, string Title, decimal TotalPoints, int Questions, int Version, DateTimeOffset UpdatedAt);

public sealed record BlueprintDetails
{
    public required BlueprintSummary Summary { get; init; }

    public required WriteBlueprint Blueprint { get; init; }

    /// <summary>What the bank can give now, row by row; the rows compete for the same questions.</summary>
    public required BlueprintSupply[] Supply { get; init; }
}

/// <param name="Matching">Active questions that fit the row, whatever other rows take.</param>
/// <param name="Short">How many it lacks when every row takes its share; 0 when the paper can be assembled.</param>
public sealed record BlueprintSupply(int Section, int Row, string Sort, int Wanted, int Matching, int Short);

/// <param name="Version">The version that the caller read.</param>
public sealed record ChangeBlueprint(int Version, WriteBlueprint Blueprint);

public sealed record BlueprintSaved(Guid Id, int Version);

public static class BlueprintRefusals
{
    /// <summary>The rows add up to {0}, not to {1}.</summary>
    public static readonly Refusal Points = new(RefusalKind.Unprocessable, "exam.blueprint-points");

    /// <summary>More than {0} questions.</summary>
    public static readonly Refusal TooLong = new(RefusalKind.Unprocessable, "exam.blueprint-too-long");
    public static readonly Refusal Difficulty = new(RefusalKind.Invalid, "exam.blueprint-difficulty");

    /// <summary>Points for a part of the right options may not exceed those for all, and only multiple choices have them.</summary>
    public static readonly Refusal PartPoints = new(RefusalKind.Invalid, "exam.blueprint-part-points");

    /// <summary>The bank lacks: {0}.</summary>
    public static readonly Refusal Shortage = new(RefusalKind.Unprocessable, "exam.blueprint-shortage");
    public static readonly Refusal Changed = new(RefusalKind.Conflict, "exam.blueprint-changed");
}
