using Pinchang.Contracts;
using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Marking;

internal static class MarkingSettingsRules
{
    /// <summary>Why a sitting cannot be marked by these settings, or null.</summary>
    public static Refusal? Check(MarkingSettings settings) =>
        Within(settings.ThresholdShare, 0, 1, "thresholdShare")
        // Means of two such marks are quarter points, and the marking screen has a key for each.
        ?? (settings.Step is 0.5m or 1 ? null : MarkingRefusals.StepUnknown.On("step"))
        ?? Within(settings.SpotCheckShare, 0, 1, "spotCheckShare")
        ?? Within(settings.SelfCheckEvery, 0, 1_000, "selfCheckEvery")
        ?? Within(settings.Weight, 0, 100, "weight");

    private static Refusal? Within(decimal value, decimal from, decimal to, string field) =>
        value >= from && value <= to ? null : CommonRefusals.OutOfRange.With($"{from:0.##}", $"{to:0.##}").On(field);
}
