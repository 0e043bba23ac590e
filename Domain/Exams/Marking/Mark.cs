using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Marking;

/// <summary>Points that a person gave to an answer. Kept as given; a change of mind is another mark by another person.</summary>
public sealed class Mark
{
    public required Guid Id { get; init; }

    public required Guid RoundId { get; init; }

    public required Guid TaskId { get; init; }

    public required Guid MarkerId { get; init; }

    public required MarkKind Kind { get; init; }

    public required decimal Points { get; init; }

    public string? Comment { get; init; }

    public Annotation[] Annotations { get; init; } = [];

    public required DateTimeOffset ClaimedAt { get; init; }

    public required DateTimeOffset GivenAt { get; init; }

    public bool IsBlind => Kind.IsBlind();
}

public static class MarkKinds
{
    /// <summary>Given without knowing the others; these three count.</summary>
    public static bool IsBlind(this MarkKind kind) => kind is MarkKind.First or MarkKind.Second or MarkKind.Third;
}

/// <summary>An answer in a marker's hands, until he gives it points or back, or the lease ends and another may take it.</summary>
public sealed class MarkClaim
{
    public required Guid TaskId { get; init; }

    public required Guid MarkerId { get; init; }

    public required Guid RoundId { get; init; }

    public required bool IsSelfCheck { get; init; }

    public required DateTimeOffset ClaimedAt { get; set; }

    public required DateTimeOffset LeaseUntil { get; set; }

    public bool IsLive(DateTimeOffset now) => now < LeaseUntil;
}
