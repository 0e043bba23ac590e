using System.Buffers;
using System.IO.Pipelines;

namespace Pinchang.Api.LiveRooms.Broadcast;

/// <summary>What SignalR writes to: each flush becomes one text frame. Holds a buffer only while something is being written.</summary>
internal sealed class FrameWriter(RoomSocket socket) : PipeWriter
{
    private const int FirstBuffer = 1024;

    private byte[] _buffer = [];
    private int _written;

    public override bool CanGetUnflushedBytes => true;

    public override long UnflushedBytes => _written;

    public override void Advance(int bytes) => _written += bytes;

    public override Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsMemory(SocketFrames.HeaderRoom + _written);
    }

    public override Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsSpan(SocketFrames.HeaderRoom + _written);
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        var open = true;
        if (_written > 0)
        {
            var start = SocketFrames.WriteTextHeader(_buffer, _written);
            open = socket.Send(_buffer.AsSpan(start, SocketFrames.HeaderRoom + _written - start));
            Return();
            socket.AnswerSent();
        }

        return new ValueTask<FlushResult>(new FlushResult(isCanceled: false, isCompleted: !open));
    }

    public override void CancelPendingFlush()
    {
        // A flush never waits.
    }

    public override void Complete(Exception? exception = null) => Return();

    private void Reserve(int sizeHint)
    {
        var needed = SocketFrames.HeaderRoom + _written + Math.Max(sizeHint, 1);
        if (needed <= _buffer.Length)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, Math.Max(FirstBuffer, _buffer.Length * 2)));
        _buffer.AsSpan(0, _buffer.Length == 0 ? 0 : SocketFrames.HeaderRoom + _written).CopyTo(larger);
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
        }

        _buffer = larger;
    }

    private void Return()
    {
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
        }

        _buffer = [];
        _written = 0;
    }
}
