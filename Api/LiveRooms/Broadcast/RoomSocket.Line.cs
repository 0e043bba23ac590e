using System.Net.Sockets;

namespace Pinchang.Api.LiveRooms.Broadcast;

/// <summary>The line itself: bytes into the kernel, and what the kernel would not take drained behind the room's back.</summary>
internal sealed partial class RoomSocket
{
    // Answers to one browser's own calls: it stopped reading them if this many wait.
    private const int MostWaiting = 256 * 1024;
    private const int DrainPiece = 16 * 1024;

    private ReadOnlyMemory<byte> _unsent;
    private Queue<byte[]>? _waiting;
    private int _waitingBytes;
    private bool _draining;
    private bool _broken;

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
}
