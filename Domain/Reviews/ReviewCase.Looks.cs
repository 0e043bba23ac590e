using Pinchang.Contracts;
using Pinchang.Contracts.Organisations;
using Pinchang.Contracts.Reviews;

namespace Pinchang.Domain.Reviews;

/// <summary>How many people look at it, and how one of them takes the look back.</summary>
public sealed partial class ReviewCase
{
    /// <summary>How long a reviewer can take a decision back, unless somebody acted on it before.</summary>
    public static readonly TimeSpan UndoWindow = TimeSpan.FromMinutes(10);

    /// <summary>Why one person alone does not decide it, by <see cref="SecondLooks"/>; null when one does.</summary>
    public string? SecondLookFor { get; private set; }

    /// <summary>What told the author of the decision, so that it can be called back with it.</summary>
    public Guid? NoticeId { get; private set; }

    public List<ReviewLook> Looks { get; private set; } = [];

    /// <summary>Those at what waits now; a change makes the earlier ones looks at something else.</summary>
    public IEnumerable<ReviewLook> Standing => Looks.Where(look => look.TakenBackAt is null && look.LookedAt >= OpenedAt).OrderBy(look => look.LookedAt);

    public bool WasLookedAtBy(Guid reviewerId) => Standing.Any(look => look.ReviewerId == reviewerId);

    /// <summary>
    /// Adds what one person found; true when that decides it. Two who agree decide, and where they differ a third does. Whoever looked lays
    /// it back for the others.
    /// </summary>
    public bool Look(Guid lookId, DecideReview decision, Guid reviewerId, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(decision);
        ReviewLook[] before = [.. Standing];
        var decides = SecondLookFor is null || before.Length > 1 || (before.Length == 1 && before[0].Approved == decision.Approved);
        Looks.Add(ReviewLook.At(lookId, this, decision, reviewerId, now));
        if (decides)
        {
            foreach (var look in Standing)
            {
                look.Open(now);
            }
        }
        else
        {
            (ClaimedBy, ClaimedUntil) = (null, null);
        }

        return decides;
    }

    public void Told(Guid messageId) => NoticeId = messageId;

    /// <summary>
    /// Takes one's own look back while it is the last one, and the decision with it; the case is in the reviewer's hand again. What the
    /// decision did elsewhere, the thing takes back itself.
    /// </summary>
    public Outcome<ReviewLook> TakeBack(Guid reviewerId, TimeSpan term, DateTimeOffset now)
    {
        if (Outcome == ReviewOutcome.Withdrawn || Standing.LastOrDefault() is not { } last)
        {
            return ReviewRefusals.UndoOvertaken;
        }

        if (last.ReviewerId != reviewerId)
        {
            return ReviewRefusals.UndoForeign;
        }

        if (now >= last.LookedAt + UndoWindow)
        {
            return ReviewRefusals.UndoLate;
        }

        if (SettledAt is null && IsClaimed(now) && ClaimedBy != reviewerId)
        {
            return ReviewRefusals.UndoOvertaken;
        }

        last.TakeBack(now);
        (Outcome, SettledAt, NoticeId) = (null, null, null);
        (ClaimedBy, ClaimedUntil) = (reviewerId, now + term);
        return last;
    }
}
