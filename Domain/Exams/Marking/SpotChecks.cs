using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Marking;

/// <summary>Which settled answers the office looks at again: those at either end, and a share by lot (the lot was drawn before anybody marked).</summary>
public static class SpotChecks
{
    private const int Lots = 10_000;

    public static SpotCheckCause? CauseOf(MarkingTask task, decimal points, decimal share)
    {
        ArgumentNullException.ThrowIfNull(task);
        if (points == 0)
        {
            return SpotCheckCause.ZeroPoints;
        }

        if (points == task.MaxPoints)
        {
            return SpotCheckCause.FullPoints;
        }

        return task.Lot % Lots < share * Lots ? SpotCheckCause.Sample : null;
    }
}
