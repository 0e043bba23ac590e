using System.Security.Cryptography;
using Pinchang.Domain.Files;

namespace Pinchang.Data.Files;

/// <summary>Files in a folder that only this user can read. What arrives waits beside it until it is kept.</summary>
public sealed class FolderFileStore : IFileStore
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _root;
    private readonly string _incoming;

    public FolderFileStore(string root, TimeProvider time)
    {
        _root = Path.GetFullPath(root);
        _incoming = Path.Combine(_root, "incoming");
        MakeFolder(_root);
        MakeFolder(_incoming);
        foreach (var left in Directory.EnumerateFiles(_incoming).Where(path => IsAbandoned(path, time)))
        {
            File.Delete(left);
        }
    }

    public async Task<IIncomingFile> ReceiveAsync(Stream content, long most, CancellationToken cancellation)
    {
        var path = Path.Combine(_incoming, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));
        try
        {
            await using var file = new FileStream(path, OptionsFor(FileMode.CreateNew, FileAccess.Write));
            var measured = await MeasuredCopy.CopyAsync(content, file, most, cancellation);
            file.Flush(flushToDisk: true);
            return new IncomingFile(path, measured, PathOf);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    public Task<Stream?> OpenAsync(string location, CancellationToken cancellation)
    {
        var path = PathOf(location);
        return Task.FromResult<Stream?>(File.Exists(path) ? new FileStream(path, OptionsFor(FileMode.Open, FileAccess.Read)) : null);
    }

    public Task DeleteAsync(string location, CancellationToken cancellation)
    {
        var path = PathOf(location);
        if (File.Exists(path))
        {
            File.Delete(path);
        }

        return Task.CompletedTask;
    }

    // Locations come from our own rows, but a path that leaves the folder is never followed.
    private string PathOf(string location)
    {
        var path = Path.GetFullPath(Path.Combine(_root, location));
        return path.StartsWith(_root + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path
            : throw new ArgumentException("The location lies outside of the file store.", nameof(location));
    }

    private static FileStreamOptions OptionsFor(FileMode mode, FileAccess access)
    {
        var options = new FileStreamOptions
        {
            Mode = mode,
            Access = access,
            Share = FileShare.Read,
            Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
        };
        if (mode == FileMode.CreateNew && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return options;
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

    // Of an upload that ended with its process; none that goes on is as old as that.
    private static bool IsAbandoned(string path, TimeProvider time) =>
        time.GetUtcNow() - File.GetLastWriteTimeUtc(path) > TimeSpan.FromDays(1);

    private sealed class IncomingFile(string path, ReceivedContent content, Func<string, string> pathOf) : IIncomingFile
    {
        public ReceivedContent Content { get; } = content;

        public Stream Open() => new FileStream(path, OptionsFor(FileMode.Open, FileAccess.Read));

        public async Task<long> ReplaceAsync(Stream content, CancellationToken cancellation)
        {
            await using var file = new FileStream(path, OptionsFor(FileMode.Truncate, FileAccess.Write));
            await content.CopyToAsync(file, cancellation);
            file.Flush(flushToDisk: true);
            return file.Length;
        }

        public Task KeepAsync(string location, CancellationToken cancellation)
        {
            var target = pathOf(location);
            MakeFolder(Path.GetDirectoryName(target)!);
            File.Move(path, target);
            return Task.CompletedTask;
        }

        public ValueTask DisposeAsync()
        {
            File.Delete(path);
            return ValueTask.CompletedTask;
        }
    }
}
