using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using Pinchang.Domain.Exams.Invigilation;
using Pinchang.Domain.Files;

namespace Pinchang.Data.Exams.Invigilation;

/// <summary>
/// Each location is one file that only grows while its pieces are kept. What was not kept is cut off again, or overwritten by the next;
/// what a crash left behind the last kept piece belongs to no row and is never read.
/// </summary>
public sealed class FolderPieceStore : IPieceStore
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int BufferLength = 64 * 1024;

    /// <summary>Locations share these; two that meet on one only wait for each other.</summary>
    private const int Gates = 1024;

    private readonly string _root;
    private readonly SemaphoreSlim[] _gates = [.. Enumerable.Range(0, Gates).Select(_ => new SemaphoreSlim(1, 1))];

    public FolderPieceStore(string root)
    {
        _root = Path.GetFullPath(root);
        MakeFolder(_root);
    }

    public async Task<IIncomingPiece> ReceiveAsync(string location, Stream content, int most, CancellationToken cancellation)
    {
        var path = PathOf(location);
        var gate = _gates[(uint)location.GetHashCode(StringComparison.Ordinal) % Gates];
        await gate.WaitAsync(cancellation);
        SafeFileHandle? file = null;
        try
        {
            MakeFolder(Path.GetDirectoryName(path)!);
            file = OpenToGrow(path);
            var start = RandomAccess.GetLength(file);
            return new IncomingPiece(file, gate, start, await CopyAsync(content, file, start, most, cancellation));
        }
        catch
        {
            file?.Dispose();
            gate.Release();
            throw;
        }
    }

    public Stream? Open(string location, IReadOnlyList<PiecePlace> places)
    {
        var path = PathOf(location);
        return File.Exists(path)
            ? new JoinedPieces(File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, FileOptions.Asynchronous), places)
            : null;
    }

    private static async Task<ReceivedPiece> CopyAsync(Stream content, SafeFileHandle file, long start, int most, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        try
        {
            var length = 0;
            byte[] head = [];
            byte[] tail = [];
            int read;
            while (length <= most && (read = await content.ReadAsync(buffer, cancellation)) > 0)
            {
                var part = buffer.AsMemory(0, read);
                hash.AppendData(part.Span);
                head = head.Length < PieceSignature.HeadLength ? [.. head, .. part.Span[..Math.Min(read, PieceSignature.HeadLength - head.Length)]] : head;
                tail = Last(tail, part.Span);
                await RandomAccess.WriteAsync(file, part, start + length, cancellation);
                length += read;
            }

            return new(new(start, length), head, tail, hash.GetHashAndReset());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    private static byte[] Last(byte[] before, ReadOnlySpan<byte> part) =>
        part.Length >= FileSignature.TailLength
            ? part[^FileSignature.TailLength..].ToArray()
            : [.. before.AsSpan(Math.Max(0, before.Length + part.Length - FileSignature.TailLength)), .. part];

    private static SafeFileHandle OpenToGrow(string path)
    {
        var file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, FileOptions.Asynchronous);
        if (!OperatingSystem.IsWindows() && RandomAccess.GetLength(file) == 0)
        {
            File.SetUnixFileMode(file, OwnerOnly);
        }

        return file;
    }

    // Locations come from our own rows, but a path that leaves the folder is never followed.
    private string PathOf(string location)
    {
        var path = Path.GetFullPath(Path.Combine(_root, location));
        return path.StartsWith(_root + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path
            : throw new ArgumentException("The location lies outside of the piece store.", nameof(location));
    }

    private static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
        }
    }

    private sealed class IncomingPiece(SafeFileHandle file, SemaphoreSlim gate, long start, ReceivedPiece piece) : IIncomingPiece
    {
        private bool _kept;

        public ReceivedPiece Piece => piece;

        public void Keep()
        {
            RandomAccess.FlushToDisk(file);
            _kept = true;
        }

        public ValueTask DisposeAsync()
        {
            try
            {
                if (!_kept)
                {
                    RandomAccess.SetLength(file, start);
                }
            }
            finally
            {
                file.Dispose();
                gate.Release();
            }

            return ValueTask.CompletedTask;
        }
    }
}
