using Pinchang.Contracts.Fairs;

namespace Pinchang.Domain.Fairs;

/// <summary>A number at a booth, whole as its row is. Changed by the booth's rules only.</summary>
public sealed record Place
{
    public required Guid Id { get; init; }

    public required Guid BoothId { get; init; }

    public required Guid FairId { get; init; }

    public required Guid CandidateId { get; init; }

    public required string CandidateName { get; init; }

    public string? Headline { get; init; }

    public required int Number { get; init; }

    /// <summary>Which of the candidate's numbers in the fair it is; free again when it ends.</summary>
    public required int Slot { get; init; }

    public required PlaceState State { get; init; }

    /// <summary>Calls missed or put off at this booth, those of earlier numbers included.</summary>
    public required int Skips { get; init; }

    public required bool ShareResume { get; init; }

    public required DateTimeOffset JoinedAt { get; init; }

    /// <summary>Until then others go first.</summary>
    public DateTimeOffset? PutOffUntil { get; init; }

    /// <summary>The call or talk it is in, or was in last.</summary>
    public Guid? TalkId { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>When it ended, if the candidate did not choose the end and is to be told.</summary>
    public DateTimeOffset? TellAt { get; init; }

    public long Revision { get; init; }

    /// <summary>When the candidate was told of an end that it did not choose.</summary>
    public DateTimeOffset? ToldAt { get; init; }

    public bool IsLiving => EndedAt is null;

    internal Place End(PlaceState state, DateTimeOffset now) => this with
    {
        State = state,
        EndedAt = now,
        TellAt = state is PlaceState.Lapsed or PlaceState.Lost or PlaceState.Closed ? now : null,
        PutOffUntil = null,
    };
}
