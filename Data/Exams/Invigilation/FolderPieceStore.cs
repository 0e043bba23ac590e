using Microsoft.Win32.SafeHandles;
using Pinchang.Domain.Exams.Invigilation;

namespace Pinchang.Data.Exams.Invigilation;

/// <summary>
/// Each location is one file that only grows. What a refusal or a crash left in it belongs to no row and is never read.
/// </summary>
public sealed class FolderPieceStore : IPieceStore
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _root;
    private readonly LocationGates _gates = new();

    public FolderPieceStore(string root)
    {
        _root = Path.GetFullPath(root);
        MakeFolder(_root);
    }

    public async Task<PiecePlace> AppendAsync(string location, ReadOnlyMemory<byte> bytes, bool durable, CancellationToken cancellation)
    {
        var path = PathOf(location);
        using var turn = await _gates.EnterAsync(location, cancellation);
        MakeFolder(Path.GetDirectoryName(path)!);
        using var file = OpenToGrow(path);
        var position = RandomAccess.GetLength(file);
        await RandomAccess.WriteAsync(file, bytes, position, cancellation);
        if (durable)
        {
            RandomAccess.FlushToDisk(file);
        }

        return new(position, bytes.Length);
    }

    public Stream? Open(string location, IReadOnlyList<PiecePlace> places)
    {
        var path = PathOf(location);
        return File.Exists(path)
            ? new JoinedPieces(File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, FileOptions.Asynchronous), places)
            : null;
    }

    public async Task RemoveAsync(string location, CancellationToken cancellation)
    {
        var path = PathOf(location);
        using var turn = await _gates.EnterAsync(location, cancellation);
        if (File.Exists(path))
        {
            File.Delete(path);
        }
    }

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
}
