using Pinchang.Contracts;
using Pinchang.Contracts.Reviews;

namespace Pinchang.Domain.Reviews.Samples;

/// <summary>How many of a hundred an agency reads again. Rows are only added; the last one of a kind holds from the next draw.</summary>
public sealed class SamplingShare : IOwnedByAgency
{
    private SamplingShare()
    {
    }

    public Guid Id { get; private set; }

    public Guid AgencyId { get; private set; }

    public SampledKind Kind { get; private set; }

    public int Percent { get; private set; }

    public string Reason { get; private set; } = "";

    public Guid SetBy { get; private set; }

    public DateTimeOffset SetAt { get; private set; }

    public static Outcome<SamplingShare> Of(Guid agencyId, SetSamplingShare command, int inForce, Guid setterId, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(command);
        var refusal = (Enum.IsDefined(command.Kind) ? null : CommonRefusals.Malformed.On("kind"))
            ?? (command.Percent is >= 1 and <= 100 ? null : SampleRefusals.ShareMalformed.On("percent"))
            ?? WrittenText.Check(command.Reason, 200, "reason", required: true)
            ?? (command.Percent == inForce ? SampleRefusals.ShareSame.On("percent") : null);
        return refusal is not null ? refusal : new SamplingShare
        {
            Id = Guid.CreateVersion7(now),
            AgencyId = agencyId,
            Kind = command.Kind,
            Percent = command.Percent,
            Reason = command.Reason.Trim(),
            SetBy = setterId,
            SetAt = now,
        };
    }
}
