using Pinchang.Contracts.Organisations;

namespace Pinchang.Domain.Reviews;

/// <summary>What one person found, and when. Where two are asked for, nobody reads it before the case is decided.</summary>
public sealed class ReviewLook : IOwnedByAgency
{
    private ReviewLook()
    {
    }

    public Guid Id { get; private set; }

    public Guid AgencyId { get; private set; }

    public Guid CaseId { get; private set; }

    public Guid ReviewerId { get; private set; }

    public bool Approved { get; private set; }

    public string? Reason { get; private set; }

    public DateTimeOffset LookedAt { get; private set; }

    /// <summary>When the case was decided with it.</summary>
    public DateTimeOffset? OpenedAt { get; private set; }

    public DateTimeOffset? TakenBackAt { get; private set; }

    internal static ReviewLook At(Guid id, ReviewCase one, DecideReview decision, Guid reviewerId, DateTimeOffset now) => new()
    {
        Id = id,
        AgencyId = one.AgencyId,
        CaseId = one.Id,
        ReviewerId = reviewerId,
        Approved = decision.Approved,
        Reason = WrittenText.Tidy(decision.Reason),
        LookedAt = now,
    };

    internal void Open(DateTimeOffset now) => OpenedAt ??= now;

    internal void TakeBack(DateTimeOffset now) => TakenBackAt = now;
}
