using Orleans;

namespace Pinchang.Contracts.Exams;

[GenerateSerializer, Alias("recording-track")]
public enum RecordingTrack
{
    /// <summary>Camera and microphone.</summary>
    Camera,
    Screen,
}

/// <summary>
/// <c>PUT /api/exam-sessions/{id}/recordings/{track}/pieces/{number}</c>: about ten seconds of WebM or fragmented MP4, at most
/// <see cref="MostBytes"/>, the body being the bytes. A <em>run</em> is one recorder from start to stop: its first piece, number 0, carries
/// the file's head, and its pieces joined are one playable file. After a reload, a device change or a refusal of the chain the page
/// begins another run.
/// </summary>
public static class RecordingPieceHeaders
{
    /// <summary>Uuid that the page makes for each run.</summary>
    public const string Run = "Recording-Run";

    /// <summary>SHA-256 of the body, hexadecimal.</summary>
    public const string Hash = "Piece-Hash";

    /// <summary>The hash of the piece before in the run; left out for number 0.</summary>
    public const string PreviousHash = "Previous-Hash";

    /// <summary>When the piece begins, by the page's estimate of the server's clock, ISO 8601.</summary>
    public const string BeginsAt = "Piece-Begins-At";

    /// <summary>Milliseconds.</summary>
    public const string Duration = "Piece-Duration";

    public const int MostBytes = 4 * 1024 * 1024;

    /// <summary>Of one still: <c>PUT /api/exam-sessions/{id}/stills/{stillId}</c>, a JPEG whose id (uuid) the page makes.</summary>
    public const int MostStillBytes = 60 * 1024;
}

/// <summary>The answer to a piece.</summary>
/// <param name="Repeated">It was there before, byte for byte.</param>
/// <param name="Missing">Numbers below the highest that have not come; the page sends those it still has.</param>
public sealed record PieceReceipt(int Number, bool Repeated, int[] Missing);

/// <summary>Recorded in a row; the bytes of all its pieces are one file.</summary>
public sealed record RecordingRun
{
    public required Guid Id { get; init; }

    public required RecordingTrack Track { get; init; }

    public required string ContentType { get; init; }

    public required DateTimeOffset BeginsAt { get; init; }

    public required DateTimeOffset EndsAt { get; init; }

    public required int Pieces { get; init; }

    public required long Bytes { get; init; }

    /// <summary>Numbers that never came.</summary>
    public required int[] Missing { get; init; }

    /// <summary>The hash of the last piece, which stands for the whole chain.</summary>
    public required string LastHash { get; init; }
}

/// <summary>A still kept for a session.</summary>
public sealed record StillReceipt(Guid Id, DateTimeOffset At);
