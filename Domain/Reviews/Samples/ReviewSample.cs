using Pinchang.Contracts;
using Pinchang.Contracts.Reviews;

namespace Pinchang.Domain.Reviews.Samples;

/// <summary>Something that the rules let through, drawn to be read by a person. What was said stays in the feed as it was; overturned, nobody is shown it.</summary>
public sealed class ReviewSample : IOwnedByAgency
{
    private ReviewSample()
    {
    }

    public Guid Id { get; private set; }

    public Guid AgencyId { get; private set; }

    public Guid DrawId { get; private set; }

    public SampledKind Kind { get; private set; }

    public Guid ThingId { get; private set; }

    public Guid SessionId { get; private set; }

    public long Sequence { get; private set; }

    public Guid RoomId { get; private set; }

    /// <summary>Null of a line that nobody's account said.</summary>
    public Guid? AuthorId { get; private set; }

    public DateTimeOffset SaidAt { get; private set; }

    public Guid? DecidedBy { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public bool? Overturned { get; private set; }

    public string? Reason { get; private set; }

    public static ReviewSample Of(SampleDraw draw, PassedText passed, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(draw);
        ArgumentNullException.ThrowIfNull(passed);
        return new()
        {
            Id = Guid.CreateVersion7(now),
            AgencyId = draw.AgencyId,
            DrawId = draw.Id,
            Kind = draw.Kind,
            ThingId = passed.Id,
            SessionId = passed.SessionId,
            Sequence = passed.Sequence,
            RoomId = passed.RoomId,
            AuthorId = passed.AuthorId,
            SaidAt = passed.SaidAt,
        };
    }

    /// <summary>The same decision a second time changes nothing.</summary>
    public Outcome<ReviewSample> Decide(DecideSample decision, Guid reviewerId, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(decision);
        if (DecidedAt is not null)
        {
            return DecidedBy == reviewerId && Overturned == decision.Overturned ? this : SampleRefusals.Settled;
        }

        if (WrittenText.Check(decision.Reason, 200, "reason", required: decision.Overturned) is { } refusal)
        {
            return refusal;
        }

        (DecidedBy, DecidedAt, Overturned, Reason) = (reviewerId, now, decision.Overturned, WrittenText.Tidy(decision.Reason));
        return this;
    }
}

/// <summary>What somebody said and no rule kept back.</summary>
public sealed record PassedText(Guid Id, Guid SessionId, long Sequence, Guid RoomId, Guid? AuthorId, DateTimeOffset SaidAt);
