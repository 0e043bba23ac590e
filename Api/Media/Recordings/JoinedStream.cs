namespace Pinchang.Api.Media.Recordings;

/// <summary>Some bytes followed by a range of a file, read as one; a server can answer byte ranges from it.</summary>
internal sealed class JoinedStream(ReadOnlyMemory<byte> head, FileStream file, long fileStart, long fileLength) : Stream
{
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => head.Length + fileLength;

    public override long Position
    {
        get => _position;
        set => _position = value;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = 0;
        if (_position < head.Length)
        {
            read = ReadHead(buffer.Span);
        }
        else if (_position < Length)
        {
            var wanted = (int)Math.Min(buffer.Length, Length - _position);
            read = await RandomAccess.ReadAsync(file.SafeFileHandle, buffer[..wanted], fileStart + _position - head.Length, cancellationToken);
        }

        _position += read;
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count)
    {
        var target = buffer.AsSpan(offset, count);
        var read = 0;
        if (_position < head.Length)
        {
            read = ReadHead(target);
        }
        else if (_position < Length)
        {
            read = RandomAccess.Read(file.SafeFileHandle, target[..(int)Math.Min(count, Length - _position)], fileStart + _position - head.Length);
        }

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
            file.Dispose();
        }

        base.Dispose(disposing);
    }

    private int ReadHead(Span<byte> target)
    {
        var read = (int)Math.Min(target.Length, head.Length - _position);
        head.Span.Slice((int)_position, read).CopyTo(target);
        return read;
    }
}
