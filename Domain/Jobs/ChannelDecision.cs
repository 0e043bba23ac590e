using Pinchang.Contracts;
using Pinchang.Contracts.Jobs;

namespace Pinchang.Domain.Jobs;

/// <summary>An agency puts a way of collecting jobs on its list, or takes it off (LH-4.4.2b). Rows are only added; the last one holds.</summary>
public sealed class ChannelDecision : IOwnedByAgency
{
    private ChannelDecision()
    {
    }

    public Guid Id { get; private set; }

    public Guid AgencyId { get; private set; }

    public CollectionChannel Channel { get; private set; }

    public bool Approved { get; private set; }

    public string Reason { get; private set; } = "";

    public Guid DecidedBy { get; private set; }

    public DateTimeOffset DecidedAt { get; private set; }

    /// <summary>Until somebody decides, only what an employer writes under its own reviewed account is on the list.</summary>
    public static bool IsApproved(CollectionChannel channel, ChannelDecision? last) => last?.Approved ?? channel == CollectionChannel.OwnAccount;

    public static Outcome<ChannelDecision> Of(Guid id, Guid agencyId, CollectionChannel channel, DecideChannel decision, Guid deciderId, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(decision);
        return WrittenText.Check(decision.Reason, 200, "reason", required: true) is { } refusal
            ? refusal
            : new ChannelDecision
            {
                Id = id,
                AgencyId = agencyId,
                Channel = channel,
                Approved = decision.Approved,
                Reason = decision.Reason.Trim(),
                DecidedBy = deciderId,
                DecidedAt = now,
            };
    }
}
