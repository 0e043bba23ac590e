using Microsoft.Win32.SafeHandles;
using Pinchang.Domain.Exams.Invigilation;

namespace Pinchang.Data.Exams.Invigilation;

/// <summary>Ranges of one file, read as one stream that can be sought in, so that a server can answer byte ranges from it.</summary>
internal sealed class JoinedPieces : Stream
{
    private readonly SafeFileHandle _file;
    private readonly PiecePlace[] _places;
    private readonly long[] _starts;
    private long _position;

    public JoinedPieces(SafeFileHandle file, IReadOnlyList<PiecePlace> places)
    {
        _file = file;
        _places = [.. places];
        _starts = new long[_places.Length];
        for (var i = 0; i < _places.Length; i++)
        {
            _starts[i] = Length;
            Length += _places[i].Length;
        }
    }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length { get; }

    public override long Position
    {
        get => _position;
        set => _position = value;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var (offset, count) = Next(buffer.Length);
        var read = count == 0 ? 0 : await RandomAccess.ReadAsync(_file, buffer[..count], offset, cancellationToken);
        _position += read;
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count)
    {
        var (place, length) = Next(count);
        var read = length == 0 ? 0 : RandomAccess.Read(_file, buffer.AsSpan(offset, length), place);
        _position += read;
        return read;
    }

    public override long Seek(long offset, SeekOrigin origin) => _position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => Length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Where in the file the next bytes are, and how many of them lie together.</summary>
    private (long Offset, int Count) Next(int wanted)
    {
        if (_position >= Length)
        {
            return (0, 0);
        }

        var found = Array.BinarySearch(_starts, _position);
        var index = found >= 0 ? found : ~found - 1;
        var within = _position - _starts[index];
        return (_places[index].Position + within, (int)Math.Min(wanted, _places[index].Length - within));
    }
}
