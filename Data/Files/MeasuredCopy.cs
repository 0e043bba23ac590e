using System.Buffers;
using System.Security.Cryptography;
using Pinchang.Domain.Files;

namespace Pinchang.Data.Files;

/// <summary>Copies bytes without holding them, and says of them what recognising them needs.</summary>
internal static class MeasuredCopy
{
    private const int BufferLength = 64 * 1024;

    /// <summary>Stops soon after <paramref name="most"/>: the size is then larger, and the rest was not read.</summary>
    public static async Task<ReceivedContent> CopyAsync(Stream from, Stream to, long most, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        try
        {
            long size = 0;
            byte[] head = [];
            byte[] tail = [];
            int read;
            while (size <= most && (read = await from.ReadAsync(buffer, cancellation)) > 0)
            {
                var piece = buffer.AsMemory(0, read);
                hash.AppendData(piece.Span);
                head = head.Length < FileSignature.HeadLength ? First([.. head, .. piece.Span]) : head;
                tail = Last(tail, piece.Span);
                size += read;
                await to.WriteAsync(piece, cancellation);
            }

            return new(size, head, tail, hash.GetHashAndReset());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    private static byte[] First(byte[] bytes) => bytes.Length > FileSignature.HeadLength ? bytes[..FileSignature.HeadLength] : bytes;

    private static byte[] Last(byte[] before, ReadOnlySpan<byte> piece) =>
        piece.Length >= FileSignature.TailLength
            ? piece[^FileSignature.TailLength..].ToArray()
            : [.. before.AsSpan(Math.Max(0, before.Length + piece.Length - FileSignature.TailLength)), .. piece];
}
