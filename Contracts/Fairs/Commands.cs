using Orleans;

namespace Pinchang.Contracts.Fairs;

/// <summary>Who acts at a booth, as Api knows it; never taken from a client.</summary>
/// <param name="Recruits">May act for the booth's employer.</param>
/// <param name="Runs">May run the fair.</param>
/// <param name="At">When the request was received: windows are judged by it.</param>
[GenerateSerializer, Immutable, Alias("booth-actor")]
public sealed record BoothActor(
    [property: Id(0)] Guid UserId,
    [property: Id(1)] string Name,
    [property: Id(2)] bool Recruits,
    [property: Id(3)] bool Runs,
    [property: Id(4)] DateTimeOffset At);

/// <param name="PlaceId">The idempotency key: a second try answers as the first.</param>
/// <param name="Slot">Which of the candidate's numbers in this fair it is, from 1; each is free only once.</param>
[GenerateSerializer, Immutable, Alias("take-number")]
public sealed record TakeNumber(
    [property: Id(0)] BoothActor Actor,
    [property: Id(1)] Guid PlaceId,
    [property: Id(2)] int Slot,
    [property: Id(3)] string? Headline,
    [property: Id(4)] bool ShareResume);

[GenerateSerializer, Immutable, Alias("leave-queue")]
public sealed record LeaveQueue([property: Id(0)] BoothActor Actor, [property: Id(1)] Guid PlaceId);

/// <param name="TalkId">The idempotency key: a second try answers with the same call.</param>
[GenerateSerializer, Immutable, Alias("call-next")]
public sealed record CallNext([property: Id(0)] BoothActor Actor, [property: Id(1)] Guid TalkId);

[GenerateSerializer, Immutable, Alias("answer-call")]
public sealed record AnswerCall([property: Id(0)] BoothActor Actor, [property: Id(1)] Guid PlaceId);

[GenerateSerializer, Immutable, Alias("skip-place")]
public sealed record SkipPlace([property: Id(0)] BoothActor Actor, [property: Id(1)] Guid PlaceId, [property: Id(2)] string? Reason);

[GenerateSerializer, Immutable, Alias("extend-talk")]
public sealed record ExtendTalk([property: Id(0)] BoothActor Actor, [property: Id(1)] Guid TalkId);

[GenerateSerializer, Immutable, Alias("end-talk")]
public sealed record EndTalk([property: Id(0)] BoothActor Actor, [property: Id(1)] Guid TalkId);

[GenerateSerializer, Immutable, Alias("share-resume")]
public sealed record ShareResume([property: Id(0)] BoothActor Actor, [property: Id(1)] Guid TalkId);

[GenerateSerializer, Immutable, Alias("note-talk")]
public sealed record NoteTalk([property: Id(0)] BoothActor Actor, [property: Id(1)] Guid TalkId, [property: Id(2)] string Text);

[GenerateSerializer, Immutable, Alias("settle-talk")]
public sealed record SettleTalk(
    [property: Id(0)] BoothActor Actor, [property: Id(1)] Guid TalkId, [property: Id(2)] TalkResult Result, [property: Id(3)] string? Reason, [property: Id(4)] string? Message);

[GenerateSerializer, Immutable, Alias("undo-result")]
public sealed record UndoResult([property: Id(0)] BoothActor Actor, [property: Id(1)] Guid TalkId);

/// <param name="MessageId">The idempotency key, so that a retry is not said twice.</param>
[GenerateSerializer, Immutable, Alias("say-in-talk")]
public sealed record SayInTalk(
    [property: Id(0)] BoothActor Actor, [property: Id(1)] Guid TalkId, [property: Id(2)] Guid MessageId, [property: Id(3)] string Text);

[GenerateSerializer, Immutable, Alias("take-duty")]
public sealed record TakeDuty([property: Id(0)] BoothActor Actor, [property: Id(1)] bool OnDuty);

[GenerateSerializer, Immutable, Alias("set-booth-state")]
public sealed record SetBoothState([property: Id(0)] BoothActor Actor, [property: Id(1)] BoothState State, [property: Id(2)] string? Reason);

/// <summary>The desk's state as the grain has it; Api adds jobs and résumés.</summary>
[GenerateSerializer, Immutable, Alias("booth-snapshot")]
public sealed record BoothSnapshot
{
    [Id(0)]
    public required BoothFigures Figures { get; init; }

    [Id(1)]
    public required QueueEntry[] Queue { get; init; }

    [Id(2)]
    public Guid? NextPlaceId { get; init; }

    [Id(3)]
    public required TalkStanding[] Talks { get; init; }

    [Id(4)]
    public required Guid[] OnDuty { get; init; }

    [Id(5)]
    public required long Revision { get; init; }
}
