using Pinchang.Contracts.Fairs;

namespace Pinchang.Domain.Fairs;

/// <summary>A call and the talk that comes of it, whole as its row is. While it is open it is the claim on its candidate.</summary>
public sealed record Talk
{
    /// <summary>How long a result may be taken back before the candidate is told.</summary>
    public static readonly TimeSpan UndoWindow = TimeSpan.FromMinutes(10);

    public required Guid Id { get; init; }

    public required Guid BoothId { get; init; }

    public required Guid FairId { get; init; }

    public required Guid PlaceId { get; init; }

    public required Guid CandidateId { get; init; }

    public required string CandidateName { get; init; }

    public required Guid RecruiterId { get; init; }

    public required string RecruiterName { get; init; }

    public required TalkState State { get; init; }

    public required DateTimeOffset CalledAt { get; init; }

    public required DateTimeOffset AnswerBy { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndsAt { get; init; }

    public bool Extended { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public TalkEnd? EndedHow { get; init; }

    public required bool ResumeShared { get; init; }

    public string? Note { get; init; }

    public TalkResult? Result { get; init; }

    public string? ResultReason { get; init; }

    /// <summary>To the candidate, with the result.</summary>
    public string? ResultMessage { get; init; }

    public DateTimeOffset? ResultAt { get; init; }

    public long Revision { get; init; }

    public DateTimeOffset? ToldAt { get; init; }

    public bool IsOpen => EndedAt is null;

    public DateTimeOffset? UndoUntil => ResultAt + UndoWindow;

    internal Talk End(TalkEnd how, DateTimeOffset now) => this with { State = TalkState.Ended, EndedAt = now, EndedHow = how };
}
