using System.Globalization;
using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Invigilation;

/// <summary>One recorder from start to stop, as it is kept.</summary>
public sealed class KeptRun
{
    public required Guid Id { get; init; }

    public required Guid SessionId { get; init; }

    public required RecordingTrack Track { get; init; }

    public required string ContentType { get; init; }

    /// <summary>Where the bytes of its pieces lie.</summary>
    public required string Location { get; init; }

    public required DateTimeOffset BegunAt { get; init; }

    public static KeptRun Begin(Guid id, Guid sessionId, RecordingTrack track, string contentType, DateTimeOffset begunAt) => new()
    {
        Id = id,
        SessionId = sessionId,
        Track = track,
        ContentType = contentType,
        Location = string.Create(CultureInfo.InvariantCulture, $"exams/{begunAt.UtcDateTime:yyyy}/{begunAt.UtcDateTime:MM}/{sessionId}/{id}"),
        BegunAt = begunAt,
    };
}

/// <summary>One piece of a run, and where its bytes are in it.</summary>
public sealed class KeptPiece
{
    public required Guid RunId { get; init; }

    public required int Number { get; init; }

    public required Guid SessionId { get; init; }

    public required RecordingTrack Track { get; init; }

    public required long Position { get; init; }

    public required int Length { get; init; }

    public required byte[] Hash { get; init; }

    public byte[]? PreviousHash { get; init; }

    public required DateTimeOffset BeginsAt { get; init; }

    /// <summary>Milliseconds.</summary>
    public required int Duration { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }
}

/// <summary>A still picture of a candidate.</summary>
public sealed class KeptStill
{
    public required Guid SessionId { get; init; }

    public required Guid Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Location { get; init; }

    public required long Position { get; init; }

    public required int Length { get; init; }

    public required byte[] Sha256 { get; init; }

    public static string LocationOf(Guid sessionId, DateTimeOffset at) =>
        string.Create(CultureInfo.InvariantCulture, $"exams/{at.UtcDateTime:yyyy}/{at.UtcDateTime:MM}/{sessionId}/stills");
}
