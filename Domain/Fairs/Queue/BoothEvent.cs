namespace Pinchang.Domain.Fairs;

/// <summary>What happened at a booth, as it is read for board and summary.</summary>
public sealed class BoothEvent
{
    public required Guid BoothId { get; init; }

    public required long Sequence { get; init; }

    public required BoothFactKind Kind { get; init; }

    public required DateTimeOffset At { get; init; }

    public Guid? PlaceId { get; init; }

    public Guid? TalkId { get; init; }

    public Guid? ActorId { get; init; }

    public string? Detail { get; init; }
}

/// <summary>A line said in a talk.</summary>
public sealed class TalkLine
{
    public required Guid Id { get; init; }

    public required Guid TalkId { get; init; }

    public required Guid BoothId { get; init; }

    public required long Sequence { get; init; }

    public required Guid SenderId { get; init; }

    public required string SenderName { get; init; }

    public required string Text { get; init; }

    public required DateTimeOffset At { get; init; }
}
