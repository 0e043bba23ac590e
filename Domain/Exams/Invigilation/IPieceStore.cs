namespace Pinchang.Domain.Exams.Invigilation;

/// <summary>
/// Where many small pieces lie that belong together: each location is one growing file, and rows say which bytes of it count.
/// A sibling of <c>IFileStore</c> for recordings and stills, which come by the hundred thousand.
/// </summary>
public interface IPieceStore
{
    /// <summary>
    /// Takes bytes in behind what the location holds, and stops reading once there are more than <paramref name="most"/>. One caller at a
    /// time per location; the next waits until what comes back is disposed, which drops the bytes unless they were kept.
    /// </summary>
    Task<IIncomingPiece> ReceiveAsync(string location, Stream content, int most, CancellationToken cancellation);

    /// <summary>The places joined into one stream that can be sought in, or null when the location is not there.</summary>
    Stream? Open(string location, IReadOnlyList<PiecePlace> places);
}

/// <summary>Bytes that count for nothing until kept.</summary>
public interface IIncomingPiece : IAsyncDisposable
{
    ReceivedPiece Piece { get; }

    /// <summary>Makes them survive a power cut.</summary>
    void Keep();
}

/// <param name="Head">The first bytes, at most <see cref="PieceSignature.HeadLength"/>.</param>
public sealed record ReceivedPiece(PiecePlace Place, byte[] Head, byte[] Tail, byte[] Sha256);

/// <summary>A range of a location's bytes.</summary>
public readonly record struct PiecePlace(long Position, int Length);
