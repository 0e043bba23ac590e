using Microsoft.Win32.SafeHandles;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Domain.Media;

namespace Pinchang.Api.Media.Recordings;

/// <summary>
/// Appends a session's fragments to its file. One caller appends at a time; anybody may take a snapshot of the index.
/// A write that fails leaves the file as it was.
/// </summary>
internal sealed class RecordingWriter : IDisposable
{
    private readonly Lock _gate = new();
    private readonly RecordingFolder _folder;
    private readonly string _path;
    private readonly List<RecordingPart> _parts;
    private readonly List<FragmentEntry> _fragments;
    private readonly List<RecordingGap> _gaps;
    private SafeFileHandle? _file;
    private long _length;
    private bool _dirty;

    /// <summary>Goes on after the last whole fragment of what is there.</summary>
    public RecordingWriter(RecordingFolder folder, string path)
    {
        (_folder, _path) = (folder, path);
        var found = folder.Read(path);
        _parts = [.. found.Parts];
        _fragments = [.. found.Fragments];
        _gaps = [.. found.Gaps];
        Line = found.Line;
        var last = folder.PartPath(path, Math.Max(1, _parts.Count));
        if (_parts.Count > 0)
        {
            LastWrittenAt = new DateTimeOffset(File.GetLastWriteTimeUtc(last));
            _file = File.OpenHandle(last, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
            _length = _parts[^1].Length;
            RandomAccess.SetLength(_file, _length);
        }
    }

    public string Path => _path;

    public StreamLine Line { get; private set; }

    /// <summary>When the file last grew before it was opened here; null for a new one.</summary>
    public DateTimeOffset? LastWrittenAt { get; }

    public InitSegment? Init => _parts.Count > 0 ? _parts[^1].Init : null;

    public RecordingIndex Snapshot()
    {
        lock (_gate)
        {
            return new RecordingIndex([.. _parts], [.. _fragments], [.. _gaps]);
        }
    }

    /// <summary>Begins the recording, goes on with the same part, or begins another part when the encoder's settings differ.</summary>
    public async Task BeginAsync(InitSegment init)
    {
        if (Init is { } current && current.Bytes.AsSpan().SequenceEqual(init.Bytes))
        {
            return;
        }

        var number = _parts.Count + 1;
        var file = _folder.PartPath(_path, number);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        var handle = File.OpenHandle(file, FileMode.Create, FileAccess.ReadWrite, FileShare.Read);
        try
        {
            await RandomAccess.WriteAsync(handle, init.Bytes, 0);
            Flush();
        }
        catch
        {
            handle.Dispose();
            throw;
        }

        lock (_gate)
        {
            _file?.Dispose();
            _file = handle;
            _length = init.Bytes.Length;
            _parts.Add(new RecordingPart(number, init, _length));
            _dirty = true;
        }
    }

    public async Task AppendAsync(ReadOnlyMemory<byte> fragment, MediaFragment read, StreamLine line)
    {
        var offset = await WriteAsync(fragment);
        lock (_gate)
        {
            _fragments.Add(new FragmentEntry(_parts.Count, offset, fragment.Length, read));
            Line = line;
        }
    }

    public async Task MarkAsync(RecordingGap gap)
    {
        await WriteAsync(GapBox.Write(gap));
        lock (_gate)
        {
            _gaps.Add(gap);
        }
    }

    /// <summary>Makes what was appended survive a power cut; false when there was nothing new.</summary>
    public bool Flush()
    {
        SafeFileHandle? file;
        lock (_gate)
        {
            if (!_dirty)
            {
                return false;
            }

            (_dirty, file) = (false, _file);
        }

        RandomAccess.FlushToDisk(file!);
        return true;
    }

    public void Dispose() => _file?.Dispose();

    private async Task<long> WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        var offset = _length;
        try
        {
            await RandomAccess.WriteAsync(_file!, bytes, offset);
        }
        catch
        {
            RandomAccess.SetLength(_file!, offset);
            throw;
        }

        lock (_gate)
        {
            _length += bytes.Length;
            _parts[^1] = _parts[^1] with { Length = _length };
            _dirty = true;
        }

        return offset;
    }
}
