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
internal sealed class RoomSocket(Socket? socket, Stream stream, HttpContext http)
{
    // Answers to one browser's own calls: it stopped reading them if this many wait.
    private const int MostWaiting = 256 * 1024;
    private const int DrainPiece = 16 * 1024;

    private readonly Lock _gate = new();
    private ReadOnlyMemory<byte> _unsent;
    private Queue<byte[]>? _waiting;
    private int _waitingBytes;
    private bool _draining;
    private bool _closing;
    private bool _broken;
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

    private void Push(ReadOnlyMemory<byte> frame)
    {
        if (socket is not null)
        {
            var sent = TryPush(frame.Span);
            if (sent < frame.Length)
            {
                StartDraining(frame[sent..]);
            }

            return;
        }

        var write = stream.WriteAsync(frame);
        if (!write.IsCompletedSuccessfully)
        {
            StartDraining(write.AsTask());
        }
    }

    /// <summary>How much the kernel took; all of it when the line is broken, since then there is nothing left to do.</summary>
    private int TryPush(ReadOnlySpan<byte> frame)
    {
        try
        {
            var sent = socket!.Send(frame, SocketFlags.None, out var error);
            if (error is SocketError.Success or SocketError.WouldBlock)
            {
                return Math.Max(sent, 0);
            }
        }
        catch (ObjectDisposedException)
        {
            // Kestrel has closed it meanwhile; its reader learns that by itself.
        }

        _closing = _broken = true;
        return frame.Length;
    }

    private void StartDraining(ReadOnlyMemory<byte> rest)
    {
        _unsent = rest;
        StartDraining(Task.CompletedTask);
    }

    private void StartDraining(Task begun)
    {
        _draining = true;
        BroadcastMetrics.Lagging(1);
        _ = DrainAsync(begun);
    }

    private bool Wait(ReadOnlySpan<byte> frame)
    {
        if (_waitingBytes + frame.Length > MostWaiting)
        {
            _closing = _broken = true;
            ThreadPool.UnsafeQueueUserWorkItem(static line => line.Abort(), http, preferLocal: false);
            return false;
        }

        (_waiting ??= new Queue<byte[]>()).Enqueue(frame.ToArray());
        _waitingBytes += frame.Length;
        return true;
    }

    private async Task DrainAsync(Task begun)
    {
        try
        {
            await begun.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            while (TakePiece() is { IsEmpty: false } piece)
            {
                if (socket is null)
                {
                    await stream.WriteAsync(piece);
                }
                else
                {
                    var sent = await socket.SendAsync(piece, SocketFlags.None);
                    Unsend(sent, piece.Length);
                }

                SentAt = Environment.TickCount64;
            }
        }
        catch (Exception exception) when (exception is SocketException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            BroadcastMetrics.Lagging(-1);
            lock (_gate)
            {
                _closing = _broken = true;
            }

            return;
        }

        BringUp();
    }

    private ReadOnlyMemory<byte> TakePiece()
    {
        lock (_gate)
        {
            if (_unsent.IsEmpty && _waiting is { Count: > 0 })
            {
                _unsent = _waiting.Dequeue();
                _waitingBytes -= _unsent.Length;
            }

            if (_unsent.IsEmpty)
            {
                _draining = false;
                BroadcastMetrics.Lagging(-1);
                _waiting = null;
                return default;
            }

            var piece = _unsent[..Math.Min(DrainPiece, _unsent.Length)];
            _unsent = _unsent[piece.Length..];
            return piece;
        }
    }

    private static void Unsend(int sent, int length)
    {
        // A stream socket's asynchronous send completes with all of it, or fails.
        if (sent != length)
        {
            throw new IOException("The line took part of a piece and ended.");
        }
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
