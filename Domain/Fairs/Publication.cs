using Pinchang.Contracts;
using Pinchang.Contracts.Fairs;

namespace Pinchang.Domain.Fairs;

/// <summary>A place where the announcement was published.</summary>
public sealed class Publication : IOwnedByAgency
{
    public required Guid Id { get; init; }

    public required Guid AgencyId { get; init; }

    public required Guid FairId { get; init; }

    public required Guid AuthorId { get; init; }

    public required string Medium { get; init; }

    public string? Address { get; init; }

    public required DateTimeOffset PublishedAt { get; init; }

    public string? Proof { get; init; }

    /// <summary>Why what a rule forbids by itself was published.</summary>
    public string? Ground { get; init; }

    public static Refusal? Check(PublishFair command, DateTimeOffset now) =>
        WrittenText.Check(command.Medium, 50, "medium", required: true)
        ?? WrittenText.Check(command.Address, 300, "address")
        ?? WrittenText.Check(command.Proof, 300, "proof", lines: true)
        ?? (command.Medium.Trim() != PublishFair.Platform && string.IsNullOrWhiteSpace(command.Address) ? FairRefusals.AddressRequired.On("address") : null)
        ?? (command.PublishedAt > now.AddMinutes(5) ? CommonRefusals.OutOfRange.With("", ChinaTime.Text(now)).On("publishedAt") : null);
}

/// <summary>A change, cancellation, closure or broadcast, as everybody registered was told; never altered.</summary>
public sealed class PublicNotice : IOwnedByAgency
{
    public required Guid Id { get; init; }

    public required Guid AgencyId { get; init; }

    public required Guid FairId { get; init; }

    public required Guid AuthorId { get; init; }

    public required FairNoticeKind Kind { get; init; }

    public required string Text { get; init; }

    public string? Reason { get; init; }

    /// <summary>Why what a rule forbids by itself was said.</summary>
    public string? Ground { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>How many people it was sent to.</summary>
    public required int Told { get; init; }

    public FairNotice ToContract() => new() { Id = Id, FairId = FairId, Kind = Kind, Text = Text, Reason = Reason, At = At, Told = Told };
}

/// <summary>JF-8.4: a notice has to be seen where the announcement was; done only with proof.</summary>
public sealed class PublicationTask : IOwnedByAgency
{
    public static readonly TimeSpan Term = TimeSpan.FromHours(24);

    public required Guid Id { get; init; }

    public required Guid AgencyId { get; init; }

    public required Guid NoticeId { get; init; }

    public required Guid PublicationId { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    public string? Proof { get; private set; }

    public DateTimeOffset? ProvenAt { get; private set; }

    public Guid? ProvenBy { get; private set; }

    public Refusal? Prove(string? proof, Guid personId, DateTimeOffset now)
    {
        if (WrittenText.Tidy(proof) is not { Length: >= 4 } text)
        {
            return FairRefusals.ProofRequired.On("proof");
        }

        if (WrittenText.Check(text, 300, "proof", lines: true) is { } refusal)
        {
            return refusal;
        }

        (Proof, ProvenAt, ProvenBy) = (text, now, personId);
        return null;
    }
}
