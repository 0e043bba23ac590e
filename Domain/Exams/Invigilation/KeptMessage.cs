namespace Pinchang.Domain.Exams.Invigilation;

/// <summary>What an invigilator wrote to one candidate, or to all of a sitting.</summary>
public sealed class KeptMessage
{
    public const int Longest = 300;

    public required Guid Id { get; init; }

    public required Guid SittingId { get; init; }

    public Guid? SessionId { get; init; }

    public required string Text { get; init; }

    public required Guid SentBy { get; init; }

    public required DateTimeOffset SentAt { get; init; }
}

/// <summary>A candidate's page has shown a message.</summary>
public sealed class MessageReceipt
{
    public required Guid MessageId { get; init; }

    public required Guid SessionId { get; init; }

    public required DateTimeOffset ReadAt { get; init; }
}
