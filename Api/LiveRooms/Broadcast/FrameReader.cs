using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Pinchang.Contracts;

namespace Pinchang.Api.LiveRooms.Broadcast;

/// <summary>
/// What SignalR reads from: the payloads of the browser's text frames, one after the other.
/// Waits without a buffer, answers pings and good-byes by itself, and closes on anything a browser would not send.
/// </summary>
internal sealed class FrameReader(Stream stream, RoomSocket socket) : PipeReader
{
    /// <summary>The longest message, in however many frames.</summary>
    public const int MostBytes = 32 * 1024;

    private const int FirstBuffer = 4 * 1024;
    private const int LongestHeader = 14;
    private const int MostFramesPerSecond = 100;

    // [0, _read) decoded payload not yet taken; [_raw, _end) bytes off the wire not yet decoded.
    private byte[] _buffer = [];
    private int _read;
    private int _raw;
    private int _end;
    private bool _examined;
    private bool _inMessage;
    private bool _ended;
    private volatile bool _canceled;
    private long _second;
    private int _frames;

    public override bool TryRead(out ReadResult result)
    {
        if (_canceled || _ended || (_read > 0 && !_examined))
        {
            result = Result();
            return true;
        }

        result = default;
        return false;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            while (!_canceled && !_ended && (_read == 0 || _examined))
            {
                if (DecodeFrame())
                {
                    continue;
                }

                // Without a buffer while nothing comes: an idle viewer costs no memory here.
                var isIdle = _raw == _end && _read == 0;
                if (isIdle)
                {
                    Release();
                }

                if (!isIdle || await stream.ReadAsync(Memory<byte>.Empty, cancellationToken) == 0)
                {
                    MakeRoom();
                    var received = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
                    _end += received;
                    _ended |= received == 0;
                }
            }
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException or ObjectDisposedException)
        {
            // The line broke, or was cut by us: to the hub it is the end either way.
            _ended = true;
        }

        return Result();
    }

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        var taken = consumed.GetInteger();
        if (taken > 0)
        {
            _buffer.AsSpan(taken, _read - taken).CopyTo(_buffer);
            _read -= taken;
        }

        _examined = _read > 0;
    }

    public override void CancelPendingRead()
    {
        _canceled = true;
        socket.Abort();
    }

    public override void Complete(Exception? exception = null)
    {
        _ended = true;
        _read = _raw = _end = 0;
        Release();
    }

    private ReadResult Result() =>
        new(_read == 0 ? ReadOnlySequence<byte>.Empty : new ReadOnlySequence<byte>(_buffer, 0, _read), _canceled, _ended);

    /// <summary>Takes one whole frame if it is there; false when more bytes are needed.</summary>
    private bool DecodeFrame()
    {
        var wire = _buffer.AsSpan(_raw, _end - _raw);
        if (wire.Length < 2)
        {
            return false;
        }

        var (final, opcode, length) = ((wire[0] & 0x80) != 0, (byte)(wire[0] & 0x0F), wire[1] & 0x7F);
        var control = opcode >= SocketFrames.Close;
        if ((wire[0] & 0x70) != 0 || (wire[1] & 0x80) == 0 || (control && (!final || length > 125)))
        {
            return Refuse(SocketCloseCode.ProtocolError);
        }

        var header = length switch { 126 => 8, 127 => LongestHeader, _ => 6 };
        if (wire.Length < header)
        {
            return false;
        }

        var payload = length switch
        {
            126 => BinaryPrimitives.ReadUInt16BigEndian(wire[2..]),
            127 => BinaryPrimitives.ReadUInt64BigEndian(wire[2..]),
            _ => (ulong)length,
        };
        if (!control && payload + (ulong)_read > MostBytes)
        {
            // Nothing of it is read; the page hears which rule cut its line.
            socket.Send(RoomRecords.SessionTerminated(CommonRefusals.TooLarge.Code, null).Span);
            return Refuse(SocketCloseCode.TooLarge);
        }

        if (wire.Length < header + (int)payload)
        {
            return false;
        }

        var body = wire.Slice(header, (int)payload);
        Unmask(body, wire.Slice(header - 4, 4));
        _raw += header + body.Length;
        return Take(opcode, final, body);
    }

    private bool Take(byte opcode, bool final, ReadOnlySpan<byte> body)
    {
        socket.HeardAt = Environment.TickCount64;
        if (IsFlood(socket.HeardAt))
        {
            return Refuse(SocketCloseCode.Flood);
        }

        switch (opcode)
        {
            case SocketFrames.Text when !_inMessage:
            case 0 when _inMessage:
                _inMessage = !final;
                body.CopyTo(_buffer.AsSpan(_read));
                _read += body.Length;
                _examined &= body.IsEmpty;
                return true;
            case SocketFrames.Ping:
                socket.Send(SocketFrames.Whole(SocketFrames.Pong, body));
                return true;
            case SocketFrames.Pong:
                return true;
            case SocketFrames.Close:
                return Refuse(SocketCloseCode.Normal);
            case SocketFrames.Binary when !_inMessage:
                return Refuse(SocketCloseCode.TextOnly);
            default:
                return Refuse(SocketCloseCode.ProtocolError);
        }
    }

    private bool Refuse(SocketCloseCode code)
    {
        socket.Close(code);
        _ended = true;
        return true;
    }

    private bool IsFlood(long now)
    {
        if (now / 1000 != _second)
        {
            (_second, _frames) = (now / 1000, 0);
        }

        return ++_frames > MostFramesPerSecond;
    }

    private static void Unmask(Span<byte> body, ReadOnlySpan<byte> mask)
    {
        var key = BinaryPrimitives.ReadUInt32LittleEndian(mask);
        var at = 0;
        for (; at + 4 <= body.Length; at += 4)
        {
            var word = body[at..];
            BinaryPrimitives.WriteUInt32LittleEndian(word, BinaryPrimitives.ReadUInt32LittleEndian(word) ^ key);
        }

        for (; at < body.Length; at++)
        {
            body[at] ^= mask[at & 3];
        }
    }

    private void MakeRoom()
    {
        if (_raw == _end)
        {
            _raw = _end = _read;
        }

        if (_buffer.Length - _end >= FirstBuffer / 2)
        {
            return;
        }

        var pending = _end - _raw;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(FirstBuffer, (_read + pending) * 2));
        _buffer.AsSpan(0, _read).CopyTo(larger);
        _buffer.AsSpan(_raw, pending).CopyTo(larger.AsSpan(_read));
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
        }

        (_buffer, _raw, _end) = (larger, _read, _read + pending);
    }

    private void Release()
    {
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
        }

        _raw = _end = 0;
    }
}
