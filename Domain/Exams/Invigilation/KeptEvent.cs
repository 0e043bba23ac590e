using Pinchang.Contracts;
using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Invigilation;

/// <summary>Something that happened around a candidate, as it is kept.</summary>
public sealed class KeptEvent
{
    private const int LongestDetail = 200;
    private static readonly TimeSpan Oldest = TimeSpan.FromDays(1);

    public required Guid Id { get; init; }

    public required Guid SessionId { get; init; }

    public required SessionEventKind Kind { get; init; }

    public required EventWeight Weight { get; init; }

    public required DateTimeOffset At { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public string? Detail { get; init; }

    public Guid? StillId { get; init; }

    /// <summary>What a candidate's page raises. Its clock may be wrong: nothing has happened later than now or longer than a day ago.</summary>
    public static Outcome<KeptEvent> Raise(Guid id, Guid sessionId, RaiseSessionEvent raised, DateTimeOffset now)
    {
        if (EventWeights.IsServers(raised.Kind))
        {
            return InvigilationRefusals.EventNotYours.On("kind");
        }

        if (WrittenText.Check(raised.Detail, LongestDetail, "detail", required: raised.Kind == SessionEventKind.HelpAsked, lines: true) is { } refusal)
        {
            return refusal;
        }

        return new KeptEvent
        {
            Id = id,
            SessionId = sessionId,
            Kind = raised.Kind,
            Weight = EventWeights.Of(raised.Kind),
            At = raised.At > now ? now : raised.At < now - Oldest ? now - Oldest : raised.At.ToUniversalTime(),
            ReceivedAt = now,
            Detail = WrittenText.Tidy(raised.Detail),
            StillId = raised.StillId,
        };
    }

    public SessionEvent ToEvent(EventDecision? decision = null, Guid? stillId = null) => new()
    {
        Id = Id,
        SessionId = SessionId,
        Kind = Kind,
        Weight = Weight,
        At = At,
        ReceivedAt = ReceivedAt,
        Detail = Detail,
        StillId = StillId ?? stillId,
        Decision = decision,
    };
}

/// <summary>What a person decided about an event.</summary>
public sealed class KeptDecision
{
    private const int LongestReason = 300;

    public required Guid EventId { get; init; }

    public required EventVerdict Verdict { get; init; }

    public string? Reason { get; init; }

    public required Guid DecidedBy { get; init; }

    public required DateTimeOffset DecidedAt { get; init; }

    /// <summary>Why this may not be decided, or null. Whatever is held against a candidate has its reason.</summary>
    public static Refusal? Check(DecideEvents command)
    {
        if (command.EventIds.Length is 0 or > 200)
        {
            return CommonRefusals.OutOfRange.With("1", "200").On("eventIds");
        }

        return command.Verdict != EventVerdict.Harmless && string.IsNullOrWhiteSpace(command.Reason)
            ? InvigilationRefusals.ReasonMissing.On("reason")
            : WrittenText.Check(command.Reason, LongestReason, "reason", lines: true);
    }
}
