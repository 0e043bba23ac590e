using Pinchang.Contracts;
using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Invigilation;

/// <summary>What the second person of a termination said: the session had ended by then, and the word is kept beside it.</summary>
public sealed class TerminationConfirmation
{
    private const int LongestReason = 500;

    public required Guid SessionId { get; init; }

    public required Guid PersonId { get; init; }

    public required bool Agreed { get; init; }

    public string? Reason { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <param name="secondPersonId">Who was named; null when the session was not terminated.</param>
    public static Outcome<TerminationConfirmation> Say(
        Guid sessionId, Guid? secondPersonId, TerminationConfirmation? earlier, Guid personId, ConfirmTermination command, DateTimeOffset now)
    {
        if (secondPersonId != personId)
        {
            return InvigilationRefusals.ConfirmationNotYours;
        }

        if (earlier is not null)
        {
            return InvigilationRefusals.Confirmed;
        }

        if (!command.Agreed && string.IsNullOrWhiteSpace(command.Reason))
        {
            return InvigilationRefusals.ReasonMissing.On("reason");
        }

        return WrittenText.Check(command.Reason, LongestReason, "reason", lines: true) is { } refusal
            ? refusal
            : new TerminationConfirmation { SessionId = sessionId, PersonId = personId, Agreed = command.Agreed, Reason = WrittenText.Tidy(command.Reason), At = now };
    }
}

public enum EvidencePart
{
    Recording,
    Live,
    Identity,
}

/// <summary>Somebody of the staff looked at a candidate.</summary>
public sealed class EvidenceView
{
    public required Guid Id { get; init; }

    public required Guid SessionId { get; init; }

    public required Guid ViewerId { get; init; }

    public required EvidencePart Part { get; init; }

    public required Guid SubjectId { get; init; }

    public required DateTimeOffset At { get; init; }
}
