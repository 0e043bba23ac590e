using Pinchang.Contracts;
using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Marking;

internal static class MarkingSettingsRules
{
    /// <summary>Why a sitting cannot be marked by these settings, or null.</summary>
    public static Refusal? Check(MarkingSettings settings) =>
        Within(settings.ThresholdShare, 0, 1, "thresholdShare")
        ?? Within(settings.Step, 0.25m, 10, "step")
        ?? Within(settings.SpotCheckShare, 0, 1, "spotCheckShare")
        ?? Within(settings.SelfCheckEvery, 0, 1_000, "selfCheckEvery")
        ?? Within(settings.LeaseMinutes, 1, 480, "leaseMinutes")
        ?? Within(settings.Weight, 0, 100, "weight")
        ?? settings.Thresholds.Values.Select(threshold => Within(threshold, 0, 1_000, "thresholds")).FirstOrDefault(refusal => refusal is not null);

    private static Refusal? Within(decimal value, decimal from, decimal to, string field) =>
        value >= from && value <= to ? null : CommonRefusals.OutOfRange.With($"{from:0.##}", $"{to:0.##}").On(field);
}
