using Pinchang.Contracts;
using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Papers;

/// <summary>
/// The only way to a paper. Nobody passes the time lock, whatever their role: it is judged by the server's clock and bound into the
/// wrapped keys. Every attempt, granted or refused, leaves a line in the access log before anything is opened.
/// </summary>
public interface IPaperVault
{
    /// <summary>Ids, kinds and points, or null when there is no such paper. Not an access: it holds no text.</summary>
    Task<PaperOutline?> FindOutlineAsync(Guid paperId, CancellationToken cancellation = default);

    /// <summary>The encrypted candidate content of a paper that two persons sealed; null otherwise. The bytes never change: cache them.</summary>
    Task<SealedPaper?> ReadSealedAsync(Guid paperId, CancellationToken cancellation = default);

    /// <summary>
    /// The content's key, from the release time on. Cheap after the first time: the key of a released paper stays in memory, and is logged
    /// once per process and accessor; each start is a durable fact of its session.
    /// </summary>
    Task<Outcome<PaperKey>> ReleaseKeyAsync(Guid paperId, PaperAccessor accessor, DateTimeOffset now, CancellationToken cancellation = default);

    /// <summary>The text that candidates had, for markers and re-checks; from the release time on.</summary>
    Task<Outcome<PaperContent>> OpenContentAsync(Guid paperId, PaperAccessor accessor, DateTimeOffset now, CancellationToken cancellation = default);

    /// <summary>The marking key, from the moment that marking opens on.</summary>
    Task<Outcome<MarkingKey>> OpenMarkingKeyAsync(Guid paperId, PaperAccessor accessor, DateTimeOffset now, CancellationToken cancellation = default);
}

/// <summary>Who wants to open something, and why; kept in the access log.</summary>
/// <param name="UserId">Null when the product itself does, such as a sitting that starts.</param>
/// <param name="Reason">A short sentence or the name of the act; it holds no personal data.</param>
/// <param name="Address">The network address the request came from.</param>
public sealed record PaperAccessor(Guid? UserId, string Reason, string? Address = null);

/// <param name="Bytes">nonce (12) ‖ ciphertext ‖ tag (16).</param>
/// <param name="Sha256">Of the bytes, lower-case hexadecimal: the ETag, and what the seal number is taken from.</param>
public sealed record SealedPaper(ReadOnlyMemory<byte> Bytes, string Sha256);

/// <summary>The 32 bytes that open a paper's content.</summary>
public sealed record PaperKey(ReadOnlyMemory<byte> Bytes);
