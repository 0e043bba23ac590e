using Orleans;
using Pinchang.Contracts.Resumes;

namespace Pinchang.Contracts.Fairs;

[GenerateSerializer, Alias("talk-state")]
public enum TalkState
{
    Calling,
    Talking,
    Ended,
}

[GenerateSerializer, Alias("talk-end")]
public enum TalkEnd
{
    ByRecruiter,
    ByCandidate,

    /// <summary>The countdown ran out.</summary>
    TimeUp,

    /// <summary>Both sides were gone for a minute.</summary>
    Abandoned,

    /// <summary>The call was not answered in time.</summary>
    Missed,

    /// <summary>The candidate put the call off.</summary>
    PutOff,

    /// <summary>The call was taken back: the number was given back, the booth skipped it, or the halls were shut.</summary>
    Withdrawn,
}

[GenerateSerializer, Alias("talk-result")]
public enum TalkResult
{
    Fits,
    DoesNotFit,
    SecondTalk,
}

/// <summary>
/// A call and the talk that comes of it, as the server has it: where both sides go on after a reload.
/// <c>GET /api/talks/{id}</c> for either side.
/// </summary>
[GenerateSerializer, Immutable, Alias("talk-standing")]
public sealed record TalkStanding
{
    [Id(0)]
    public required Guid Id { get; init; }

    [Id(1)]
    public required Guid BoothId { get; init; }

    [Id(2)]
    public required Guid PlaceId { get; init; }

    [Id(3)]
    public required Guid CandidateId { get; init; }

    [Id(4)]
    public required string CandidateName { get; init; }

    [Id(5)]
    public required Guid RecruiterId { get; init; }

    [Id(6)]
    public required string RecruiterName { get; init; }

    [Id(7)]
    public required TalkState State { get; init; }

    [Id(8)]
    public required DateTimeOffset CalledAt { get; init; }

    [Id(9)]
    public required DateTimeOffset AnswerBy { get; init; }

    [Id(10)]
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When the countdown ends.</summary>
    [Id(11)]
    public DateTimeOffset? EndsAt { get; init; }

    [Id(12)]
    public required bool Extended { get; init; }

    [Id(13)]
    public DateTimeOffset? EndedAt { get; init; }

    [Id(14)]
    public TalkEnd? End { get; init; }

    [Id(15)]
    public required bool CandidatePresent { get; init; }

    [Id(16)]
    public required bool RecruiterPresent { get; init; }

    [Id(17)]
    public required bool ResumeShared { get; init; }

    /// <summary>For the candidate only once <see cref="UndoUntil"/> has passed.</summary>
    [Id(18)]
    public TalkResult? Result { get; init; }

    [Id(19)]
    public string? ResultReason { get; init; }

    [Id(20)]
    public DateTimeOffset? UndoUntil { get; init; }

    /// <summary>Grows with each change; a lower one that comes later is old.</summary>
    [Id(21)]
    public required long Revision { get; init; }
}

[GenerateSerializer, Immutable, Alias("talk-message")]
public sealed record TalkMessage(
    [property: Id(0)] Guid Id,
    [property: Id(1)] Guid TalkId,
    [property: Id(2)] Guid SenderId,
    [property: Id(3)] string SenderName,
    [property: Id(4)] string Text,
    [property: Id(5)] DateTimeOffset At);

public sealed record TalkDetails
{
    public required TalkStanding Standing { get; init; }

    public required string EmployerName { get; init; }

    public required Guid FairId { get; init; }

    public required TalkMessage[] Messages { get; init; }

    /// <summary>Whether the caller is the booth's side.</summary>
    public required bool IsRecruiter { get; init; }

    /// <summary>For the booth's side, once shared.</summary>
    public SaveResume? Resume { get; init; }

    /// <summary>The booth's own note; null for the candidate.</summary>
    public string? Note { get; init; }

    public required int ExtensionMinutes { get; init; }

    public required DateTimeOffset ServerNow { get; init; }
}

/// <summary><c>POST /api/talks/{id}/messages</c>: 1–500 characters; its id is the idempotency key.</summary>
public sealed record SayInTalkRequest(string Text);

/// <summary><c>POST /api/talks/{id}/notes</c>: replaces the booth's note, up to 1,000 characters.</summary>
public sealed record NoteTalkRequest(string Text);

/// <summary><c>POST /api/talks/{id}/results</c>: by the booth, after or during the talk. <see cref="TalkResult.DoesNotFit"/> needs a reason.</summary>
/// <param name="Message">To the candidate with a second talk or a fit: when and how it goes on.</param>
public sealed record SettleTalkRequest(TalkResult Result, string? Reason = null, string? Message = null);
