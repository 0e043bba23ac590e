using Pinchang.Contracts.Persons;

namespace Pinchang.Domain.Persons;

/// <summary>That a person gave or took back a consent; the last one counts, and none is changed.</summary>
public sealed class Consent
{
    public required Guid Id { get; init; }

    public required Guid UserId { get; init; }

    public required ConsentPurpose Purpose { get; init; }

    public required bool Given { get; init; }

    /// <summary>Which wording of the page was agreed to.</summary>
    public required int Wording { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Address { get; init; }
}
