namespace Pinchang.Contracts.Exams;

/// <summary>
/// By which rules one sitting is marked, beside what the paper itself says (points, partial credit, accepted answers). Fixed once the first mark is given: two candidates are never marked by different rules.
/// </summary>
public sealed record MarkingSettings
{
    public static readonly MarkingSettings Default = new();

    /// <summary>填空不分大小写。</summary>
    public bool IgnoresCase { get; init; } = true;

    /// <summary>填空不计空格。</summary>
    public bool IgnoresSpaces { get; init; } = true;

    /// <summary>填空不分全角半角。</summary>
    public bool IgnoresWidth { get; init; } = true;

    /// <summary>Two marks that lie farther apart than this share of the question's points call a third marker.</summary>
    public decimal ThresholdShare { get; init; } = 0.15m;

    /// <summary>Thresholds in points for single questions, before the share.</summary>
    public IReadOnlyDictionary<string, decimal> Thresholds { get; init; } = new Dictionary<string, decimal>();

    /// <summary>Marks are multiples of this.</summary>
    public decimal Step { get; init; } = 0.5m;

    /// <summary>The share of settled answers that the officer looks at again.</summary>
    public decimal SpotCheckShare { get; init; } = 0.2m;

    /// <summary>After this many marks a marker meets one of his own again, unannounced; 0 for never.</summary>
    public int SelfCheckEvery { get; init; } = 20;

    /// <summary>How long an answer that a marker has taken waits for him.</summary>
    public int LeaseMinutes { get; init; } = 30;

    /// <summary>What the sitting weighs in the project's total, in percent.</summary>
    public decimal Weight { get; init; } = 100;
}
