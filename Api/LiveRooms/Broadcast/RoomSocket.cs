using System.Net.Sockets;

namespace Pinchang.Api.LiveRooms.Broadcast;

/// <summary>
/// The sending half of one browser's line, and that browser's place in its room's feed.
/// <para>
/// A frame is pushed straight into the kernel's buffer where it fits, which is nearly always; what does not fit is drained in the
/// background, and until then the room's feed passes this viewer by: the cursor stays, and the viewer is brought up to date in one
/// batch afterwards. So a slow line costs a bounded buffer and never anybody else's time.
/// </para>
/// </summary>
/// <param name="socket">Null where the bytes must pass through something of Kestrel's, such as TLS: then <paramref name="stream"/> takes them.</param>
internal sealed partial class RoomSocket(Socket? socket, Stream stream, HttpContext http)
{
    private readonly Lock _gate = new();
    private bool _closing;
    private bool _listening;
    private long _cursor;

    /// <summary>The room this socket is in; a socket is in at most one.</summary>
    public RoomSeat? Seat { get; set; }

    public Guid? SessionId { get; init; }

    /// <summary>The user's id, or the anonymous viewer's.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>In milliseconds of <see cref="Environment.TickCount64"/>, as are the other two.</summary>
    public long SentAt { get; private set; } = Environment.TickCount64;

    public long HeardAt { get; set; } = Environment.TickCount64;

    public long ClosingSince { get; private set; }

    public bool IsClosing => _closing;

    /// <summary>Whether nothing has moved for so long that the line must be given up.</summary>
    public bool IsStuck(long now, long patience) => _draining && now - SentAt > patience;

    /// <summary>From here on the feed is held back: the browser gets the snapshot first.</summary>
    public void WaitForSnapshot()
    {
        lock (_gate)
        {
            _listening = false;
            _cursor = long.MaxValue;
        }
    }

    /// <summary>The snapshot that the browser is about to be sent ends here.</summary>
    public void StartAfter(long sequence)
    {
        lock (_gate)
        {
            _cursor = sequence;
        }
    }

    /// <summary>Called when an answer has left: if it carried the snapshot, the feed may follow.</summary>
    public void AnswerSent()
    {
        if (!_listening && Seat is not null && _cursor != long.MaxValue)
        {
            lock (_gate)
            {
                _listening = true;
            }

            BringUp();
        }
    }

    /// <summary>One frame of the room's feed: sent, or passed by when this viewer lags. Returns whether it was sent.</summary>
    public bool Deliver(FeedFrame frame, long now)
    {
        lock (_gate)
        {
            if (_draining || !_listening || _closing)
            {
                return false;
            }

            if (frame.Latest < _cursor || (frame.Latest == _cursor && frame.HasItems))
            {
                return false;
            }

            if (frame.After != _cursor)
            {
                // This viewer has missed something, or has the beginning of it already.
                if (Seat?.Room.CatchUp(_cursor) is not { } missed)
                {
                    return false;
                }

                frame = missed;
            }

            _cursor = frame.Latest;
            SentAt = now;
            Push(frame.Bytes);
            return true;
        }
    }

    /// <summary>A frame for this browser alone; false when the line is gone or hopelessly behind.</summary>
    public bool Send(ReadOnlySpan<byte> frame)
    {
        lock (_gate)
        {
            if (_closing)
            {
                return false;
            }

            if (_draining)
            {
                return Wait(frame);
            }

            SentAt = Environment.TickCount64;
            if (socket is null)
            {
                Push(frame.ToArray());
            }
            else if (TryPush(frame) is var sent && sent < frame.Length)
            {
                StartDraining(frame[sent..].ToArray());
            }

            return !_broken;
        }
    }

    /// <summary>Says good-bye after what is on the way; the keeper cuts the line if the browser does not answer.</summary>
    public void Close(SocketCloseCode code)
    {
        var frame = SocketFrames.Closing(code);
        Send(frame);
        lock (_gate)
        {
            if (!_closing)
            {
                _closing = true;
                ClosingSince = Environment.TickCount64;
            }
        }
    }

    public void Abort()
    {
        lock (_gate)
        {
            _closing = _broken = true;
        }

        http.Abort();
    }

    private void BringUp()
    {
        lock (_gate)
        {
            if (!_draining && !_closing && _listening && Seat?.Room.CatchUp(_cursor) is { } missed)
            {
                _cursor = missed.Latest;
                SentAt = Environment.TickCount64;
                Push(missed.Bytes);
            }
        }
    }
}
