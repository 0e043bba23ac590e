using System.Security.Cryptography;
using Microsoft.Extensions.Caching.Memory;
using Pinchang.Domain.Media;

namespace Pinchang.Api.Media.Recordings;

/// <summary>Opens recordings for writing, closes them with a check, and finds them again for playing.</summary>
internal sealed class RecordingArchive(
    RecordingFolder folder, IServiceScopeFactory scopes, IMemoryCache cache, TimeProvider time, ILogger<RecordingArchive> log)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    public async Task<RecordingWriter> OpenAsync(Guid roomId, Guid sessionId)
    {
        await using var scope = scopes.CreateAsyncScope();
        var rows = scope.ServiceProvider.GetRequiredService<IRecordings>();
        var row = await rows.FindAsync(sessionId, CancellationToken.None);
        if (row is null)
        {
            var now = time.GetUtcNow();
            row = new Recording
            {
                SessionId = sessionId,
                RoomId = roomId,
                Path = RecordingFolder.PathFor(sessionId, now),
                State = RecordingState.Open,
                BegunAt = now,
            };
            await rows.SaveAsync(row, CancellationToken.None);
        }

        return new RecordingWriter(folder, row.Path);
    }

    /// <summary>Reads back what lies on disk and keeps what was found: length, gaps, hash, and whether it is whole.</summary>
    public async Task CloseAsync(Guid sessionId, RecordingWriter writer)
    {
        await Task.Run(writer.Flush);
        var written = writer.Snapshot();
        var found = await Task.Run(() => folder.Read(writer.Path));
        await using var scope = scopes.CreateAsyncScope();
        var rows = scope.ServiceProvider.GetRequiredService<IRecordings>();
        if (await rows.FindAsync(sessionId, CancellationToken.None) is not { } row)
        {
            return;
        }

        row.State = IsWhole(written, found) ? RecordingState.Whole : RecordingState.Damaged;
        row.Duration = found.Duration;
        row.Bytes = found.Bytes;
        row.Gaps = found.Gaps;
        row.Hash = await HashAsync(writer.Path, found);
        row.ClosedAt = time.GetUtcNow();
        await rows.SaveAsync(row, CancellationToken.None);
        cache.Remove(sessionId);
        log.LogInformation("Recording of session {SessionId} closed: {State}, {Duration} ms, {Bytes} bytes", sessionId, row.State, row.Duration, row.Bytes);
    }

    /// <summary>A recording that is no longer written to.</summary>
    public async Task<(Recording Row, RecordingIndex Index)?> FindAsync(Guid sessionId, CancellationToken cancellation)
    {
        if (cache.TryGetValue(sessionId, out (Recording, RecordingIndex) known))
        {
            return known;
        }

        await using var scope = scopes.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<IRecordings>().FindAsync(sessionId, cancellation) is not { } row)
        {
            return null;
        }

        var read = (row, await Task.Run(() => folder.Read(row.Path), cancellation));
        if (row.State != RecordingState.Open)
        {
            cache.Set(sessionId, read, new MemoryCacheEntryOptions { SlidingExpiration = Remembered });
        }

        return read;
    }

    public async Task<Recording[]> ListOpenAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IRecordings>().ListOpenAsync(cancellation);
    }

    /// <summary>A part's bytes, for reading while it may still grow.</summary>
    public FileStream OpenPart(string path, int part) =>
        new(folder.PartPath(path, part), FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16, FileOptions.Asynchronous);

    private static bool IsWhole(RecordingIndex written, RecordingIndex found) =>
        found.Fragments.Length > 0
        && found.Bytes == written.Bytes
        && found.Duration == written.Duration
        && found.Fragments.Select(entry => entry.Fragment.Sequence).SequenceEqual(Enumerable.Range(1, found.Fragments.Length).Select(number => (uint)number));

    private async Task<byte[]> HashAsync(string path, RecordingIndex index)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 20];
        foreach (var part in index.Parts)
        {
            await using var file = OpenPart(path, part.Number);
            for (int read; (read = await file.ReadAsync(buffer)) > 0;)
            {
                hash.AppendData(buffer.AsSpan(0, read));
            }
        }

        return hash.GetHashAndReset();
    }
}
