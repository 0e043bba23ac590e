using Pinchang.Contracts.Fairs;

namespace Pinchang.Domain.Fairs;

public enum BoothFactKind
{
    NumberTaken,
    NumberLeft,
    Called,
    CallAnswered,
    CallMissed,
    CallPutOff,
    CallWithdrawn,
    NumberLost,
    NumberClosed,
    TalkExtended,
    TalkEnded,
    ResumeShared,
    Noted,
    Settled,
    ResultUndone,
    MessageHeld,
    DutyChanged,
    StateChanged,
}

/// <summary>What the booth's own row says.</summary>
public sealed record BoothStanding(BoothState State, string? Reason, DateTimeOffset Since, Guid[] OnDuty);

/// <summary>
/// One thing that happened at a booth, with every row it changed as that row is now: to apply it is to put the rows in
/// their place, and to do so twice changes nothing.
/// </summary>
public sealed record BoothFact(BoothFactKind Kind, Place? Place = null, Talk? Talk = null, BoothStanding? Standing = null, string? Detail = null)
{
    /// <summary>The row that must not be there yet, or another one holds what it claims: a number's slot, a call's candidate.</summary>
    public bool ClaimsPlace => Kind == BoothFactKind.NumberTaken;

    public bool ClaimsCandidate => Kind == BoothFactKind.Called;

    /// <summary>The number and the talk that it is about.</summary>
    public IEnumerable<Guid> Subjects
    {
        get
        {
            if (Place is not null)
            {
                yield return Place.Id;
            }

            if (Talk is not null)
            {
                yield return Talk.Id;
            }
        }
    }
}

/// <summary>A fact with its place in the booth's order.</summary>
public sealed record BoothRecord(long Sequence, DateTimeOffset At, Guid? ActorId, BoothFact Fact);

/// <summary>What a rule decided: what happens (nothing, for a repeat), and the place or talk that is answered with.</summary>
public sealed record QueueDecision(BoothFact[] Facts, Guid SubjectId);
