using System.Buffers;
using System.Security.Cryptography;
using Pinchang.Domain.Files;

namespace Pinchang.Domain.Exams.Invigilation;

/// <summary>
/// A piece as it came, in memory: whoever sends slowly holds nothing but these bytes, and keeps nobody else waiting.
/// </summary>
public sealed class ReceivedPiece : IDisposable
{
    private const int FirstLength = 64 * 1024;

    private byte[] _buffer;

    private ReceivedPiece(byte[] buffer) => _buffer = buffer;

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, Length);

    /// <summary>The first bytes, at most <see cref="PieceSignature.HeadLength"/>.</summary>
    public ReadOnlySpan<byte> Head => _buffer.AsSpan(0, Math.Min(Length, PieceSignature.HeadLength));

    public ReadOnlySpan<byte> Tail => _buffer.AsSpan(Math.Max(0, Length - FileSignature.TailLength), Math.Min(Length, FileSignature.TailLength));

    public byte[] Sha256() => SHA256.HashData(_buffer.AsSpan(0, Length));

    /// <summary>Stops reading once there are more than <paramref name="most"/>.</summary>
    public static async Task<ReceivedPiece> ReadAsync(Stream content, int most, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(content);
        var piece = new ReceivedPiece(ArrayPool<byte>.Shared.Rent(Math.Min(FirstLength, most + 1)));
        try
        {
            int read;
            while (piece.Length <= most && (read = await content.ReadAsync(piece._buffer.AsMemory(piece.Length), cancellation)) > 0)
            {
                piece.Length += read;
                piece.GrowIfFull(most);
            }

            return piece;
        }
        catch
        {
            piece.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
            (_buffer, Length) = ([], 0);
        }
    }

    private void GrowIfFull(int most)
    {
        if (Length < _buffer.Length || Length > most)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(Length * 2L, most + 1L));
        _buffer.AsSpan(0, Length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
        _buffer = larger;
    }
}
