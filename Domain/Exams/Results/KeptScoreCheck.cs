using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Results;

/// <summary>One run of the second scorer, kept whatever it found.</summary>
public sealed class KeptScoreCheck : IOwnedByAgency
{
    public required Guid Id { get; init; }

    public required Guid AgencyId { get; init; }

    public required Guid ProjectId { get; init; }

    /// <summary>The notice it was assembled or published as; null for a run by itself.</summary>
    public Guid? NoticeId { get; init; }

    public required Guid CheckedBy { get; init; }

    public required DateTimeOffset CheckedAt { get; init; }

    public required int Scripts { get; init; }

    public required int Parts { get; init; }

    public required ScoreDifference[] Differences { get; init; }
}

/// <summary>Which message told a candidate of a notice.</summary>
public sealed class ScoreDelivery
{
    public required Guid NoticeId { get; init; }

    public required Guid RegistrationId { get; init; }

    public required Guid MessageId { get; init; }
}
