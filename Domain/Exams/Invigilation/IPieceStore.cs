namespace Pinchang.Domain.Exams.Invigilation;

/// <summary>
/// Where many small pieces lie that belong together: each location is one growing file, and rows say which bytes of it count.
/// A sibling of <c>IFileStore</c> for recordings and stills, which come by the hundred thousand.
/// </summary>
public interface IPieceStore
{
    /// <summary>
    /// Puts bytes behind what the location holds. They count once a row names their place; bytes that no row names are never read.
    /// </summary>
    /// <param name="durable">They survive a power cut when this returns.</param>
    Task<PiecePlace> AppendAsync(string location, ReadOnlyMemory<byte> bytes, bool durable, CancellationToken cancellation);

    /// <summary>The places joined into one stream that can be sought in, or null when the location is not there.</summary>
    Stream? Open(string location, IReadOnlyList<PiecePlace> places);

    /// <summary>Removes a location with all its bytes; what is not there is removed already.</summary>
    Task RemoveAsync(string location, CancellationToken cancellation);
}

/// <summary>A range of a location's bytes.</summary>
public readonly record struct PiecePlace(long Position, int Length);
