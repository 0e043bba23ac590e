namespace Pinchang.Contracts.Evaluations;

public static class EvaluationRefusals
{
    /// <summary>A period begins before it ends, has begun, and is no longer than {0} days.</summary>
    public static readonly Refusal PeriodWrong = new(RefusalKind.Unprocessable, "evaluations.period-wrong");

    /// <summary>There is a sheet for this service and period.</summary>
    public static readonly Refusal PeriodTaken = new(RefusalKind.Conflict, "evaluations.period-taken");

    public static readonly Refusal Closed = new(RefusalKind.Conflict, "evaluations.closed");

    /// <summary>What does not conform, conforms partly or does not apply is explained.</summary>
    public static readonly Refusal RemarkRequired = new(RefusalKind.Unprocessable, "evaluations.remark-required");

    /// <summary>LH-6.1: no grade without evidence, but for what does not apply.</summary>
    public static readonly Refusal EvidenceRequired = new(RefusalKind.Unprocessable, "evaluations.evidence-required");

    /// <summary>Not there, another agency's, or not of the period.</summary>
    public static readonly Refusal EvidenceUnknown = new(RefusalKind.Unprocessable, "evaluations.evidence-unknown");

    /// <summary>The view from outside lies neither in the period nor after it.</summary>
    public static readonly Refusal OutsideDayWrong = new(RefusalKind.Unprocessable, "evaluations.outside-day-wrong");

    /// <summary>The period is still running.</summary>
    public static readonly Refusal PeriodRuns = new(RefusalKind.Conflict, "evaluations.period-runs");

    /// <summary>{0} rows have no grade.</summary>
    public static readonly Refusal RowsOpen = new(RefusalKind.Conflict, "evaluations.rows-open");

    public static readonly Refusal OutsideMissing = new(RefusalKind.Conflict, "evaluations.outside-missing");

    /// <summary>{0} rows do not conform and have no improvement.</summary>
    public static readonly Refusal MeasureMissing = new(RefusalKind.Conflict, "evaluations.measure-missing");
}
