namespace Pinchang.Contracts.Exams;

/// <summary>By which rules one sitting is marked, beside what the paper itself says (points, partial credit, accepted answers).</summary>
public sealed record MarkingSettings
{
    public static readonly MarkingSettings Default = new();

    /// <summary>填空不分大小写。The three rules for fill-ins are set when marking opens: the system applies them at that moment.</summary>
    public bool IgnoresCase { get; init; } = true;

    /// <summary>填空不计空格。</summary>
    public bool IgnoresSpaces { get; init; } = true;

    /// <summary>填空不分全角半角。</summary>
    public bool IgnoresWidth { get; init; } = true;

    /// <summary>Two marks that lie farther apart than this share of the question's points call a third marker.</summary>
    public decimal ThresholdShare { get; init; } = 0.15m;

    /// <summary>Marks are multiples of this: a half or a whole point.</summary>
    public decimal Step { get; init; } = 0.5m;

    /// <summary>The share of settled answers that the officer looks at again.</summary>
    public decimal SpotCheckShare { get; init; } = 0.2m;

    /// <summary>After this many marks a marker meets one of his own again, unannounced; 0 for never.</summary>
    public int SelfCheckEvery { get; init; } = 20;

    /// <summary>What the sitting weighs in the project's total, in percent.</summary>
    public decimal Weight { get; init; } = 100;
}

/// <summary>
/// What an office may still change of an open round: its weight until scores are published, the rest until the first mark, so that no two
/// candidates are marked by different rules.
/// </summary>
public sealed record ChangeMarking
{
    public required decimal ThresholdShare { get; init; }

    public required decimal Step { get; init; }

    public required decimal SpotCheckShare { get; init; }

    public required int SelfCheckEvery { get; init; }

    public required decimal Weight { get; init; }
}
