using Pinchang.Contracts;
using Pinchang.Contracts.Reviews;

namespace Pinchang.Domain.Reviews;

/// <summary>
/// One thing that waits for a reviewer, whatever its kind (LH-4.4.1d, JF-6.5). What is decided, the thing's own rules decide; the case says
/// who has it in hand, since when it waits and how it ended.
/// </summary>
public sealed partial class ReviewCase : IOwnedByAgency
{
    private ReviewCase()
    {
    }

    public Guid Id { get; private set; }

    public Guid AgencyId { get; private set; }

    public ReviewKind Kind { get; private set; }

    public Guid ThingId { get; private set; }

    /// <summary>Null for the agency's own.</summary>
    public Guid? EmployerId { get; private set; }

    public string Title { get; private set; } = "";

    public DateTimeOffset OpenedAt { get; private set; }

    /// <summary>How often it was asked for before anybody decided.</summary>
    public int Round { get; private set; }

    public Guid? ClaimedBy { get; private set; }

    public DateTimeOffset? ClaimedUntil { get; private set; }

    /// <summary>What the reviewer ticked, by <see cref="ReviewChecklists"/>.</summary>
    public string[] Checks { get; private set; } = [];

    public DateTimeOffset? SettledAt { get; private set; }

    public ReviewOutcome? Outcome { get; private set; }

    public static ReviewCase Open(Guid id, ReviewThing thing, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(thing);
        return new()
        {
            Id = id,
            AgencyId = thing.AgencyId,
            Kind = thing.Kind,
            ThingId = thing.Id,
            EmployerId = thing.EmployerId,
            Title = thing.Title,
            OpenedAt = now,
            Round = 1,
            SecondLookFor = thing.SecondLookFor,
        };
    }

    /// <summary>It was changed before anybody decided: whoever had it in hand read something else, and claims it anew.</summary>
    public void Renew(string title, DateTimeOffset now)
    {
        (Title, OpenedAt, Round) = (title, now, Round + 1);
        (ClaimedBy, ClaimedUntil) = (null, null);
    }

    public bool IsClaimed(DateTimeOffset now) => now < ClaimedUntil;

    /// <summary>Takes it in hand for a while, or for a while longer.</summary>
    public Outcome<ReviewCase> Claim(Guid reviewerId, TimeSpan term, DateTimeOffset now)
    {
        if (WhyNotLookedAtBy(reviewerId, now) is { } refusal)
        {
            return refusal;
        }

        (ClaimedBy, ClaimedUntil) = (reviewerId, now + term);
        return this;
    }

    /// <summary>Lays it back; a second time changes nothing.</summary>
    public Outcome<ReviewCase> Release(Guid reviewerId, DateTimeOffset now)
    {
        if (WhyNotBy(reviewerId, now) is { } refusal)
        {
            return refusal;
        }

        (ClaimedBy, ClaimedUntil) = (null, null);
        return this;
    }

    /// <summary>Keeps what the reviewer ticked. Null is a decision from elsewhere than the desk, which shows no list.</summary>
    public Outcome<ReviewCase> Check(bool approved, string[]? ticked, Guid reviewerId, DateTimeOffset now)
    {
        if (WhyNotLookedAtBy(reviewerId, now) is { } refusal)
        {
            return refusal;
        }

        if (ticked is null)
        {
            return this;
        }

        string[] known = [.. ReviewChecklists.Of(Kind).Select(check => check.Code)];
        if (approved && known.Except(ticked).Any())
        {
            return ReviewRefusals.ChecksOpen.On("checks");
        }

        Checks = [.. known.Intersect(ticked)];
        return this;
    }

    public void Settle(ReviewOutcome outcome, DateTimeOffset now) => (Outcome, SettledAt) = (outcome, now);

    private Refusal? WhyNotLookedAtBy(Guid reviewerId, DateTimeOffset now) =>
        WhyNotBy(reviewerId, now) ?? (Barred.Contains(reviewerId) ? ReviewRefusals.AppealOwn : WasLookedAtBy(reviewerId) ? ReviewRefusals.LookedBefore : null);

    private Refusal? WhyNotBy(Guid reviewerId, DateTimeOffset now) =>
        SettledAt is not null ? ReviewRefusals.Settled
        : IsClaimed(now) && ClaimedBy != reviewerId ? ReviewRefusals.ClaimedByAnother.With(ChinaTime.Text(ClaimedUntil!.Value))
        : null;
}

/// <summary>What asks for a review, of whatever kind.</summary>
/// <param name="SecondLookFor">Why one person alone does not decide it.</param>
public sealed record ReviewThing(ReviewKind Kind, Guid Id, Guid AgencyId, Guid? EmployerId, string Title, string? SecondLookFor = null);
