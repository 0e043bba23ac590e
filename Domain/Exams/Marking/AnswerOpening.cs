namespace Pinchang.Domain.Exams.Marking;

public enum OpeningAct
{
    Claimed,

    /// <summary>Given back unmarked.</summary>
    Released,
    Read,
    Refused,
    Adjudicating,
    SpotCheck,
}

/// <summary>Somebody opened a candidate's answer, or tried to.</summary>
public sealed class AnswerOpening
{
    public required Guid Id { get; init; }

    public required Guid TaskId { get; init; }

    public required Guid PersonId { get; init; }

    public required OpeningAct Act { get; init; }

    public required DateTimeOffset At { get; init; }
}
