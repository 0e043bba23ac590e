using System.Collections.Concurrent;
using Pinchang.Api.Accounts;
using Pinchang.Api.Hosting;

namespace Pinchang.Api.LiveRooms.Broadcast;

/// <summary>
/// Every open socket of this host: how many may be, who must go (signed out, stuck, silent, not leaving), and how all are sent away
/// when the host stops.
/// </summary>
internal sealed class RoomSockets : IOpenSockets
{
    private const int MostSockets = 100_000;

    private const long StuckAfter = 5_000;
    private const long SilentAfter = 60_000;
    private const long PingAfter = 12_000;
    private const long GoodByeWaits = 2_000;
    private const int Slices = 20;

    private readonly ConcurrentDictionary<RoomSocket, byte> _open = new();
    private int _count;
    private volatile bool _isClosing;

    public RoomSockets(ISessionRegistry sessions) => sessions.Revoked += EndSession;

    public int Open => Volatile.Read(ref _count);

    /// <summary>False when this host is full, or begins to stop: nobody else comes in.</summary>
    public bool HasRoom => !_isClosing && Volatile.Read(ref _count) < MostSockets;

    public void Add(RoomSocket socket)
    {
        BroadcastMetrics.Opened();
        _open.TryAdd(socket, 0);
        Interlocked.Increment(ref _count);
    }

    public void Remove(RoomSocket socket)
    {
        if (_open.TryRemove(socket, out _))
        {
            BroadcastMetrics.Closed();
            Interlocked.Decrement(ref _count);
        }
    }

    /// <summary>Once a second: keeps idle lines open and gives up dead ones.</summary>
    public void Tend(long now)
    {
        foreach (var (socket, _) in _open)
        {
            if (socket.IsClosing)
            {
                if (now - socket.ClosingSince > GoodByeWaits)
                {
                    socket.Abort();
                }
            }
            else if (socket.IsStuck(now, StuckAfter))
            {
                BroadcastMetrics.Stuck();
                socket.Close(SocketCloseCode.Resync);
                socket.Abort();
            }
            else if (now - socket.HeardAt > SilentAfter)
            {
                socket.Close(SocketCloseCode.Silent);
            }
            else if (now - socket.SentAt > PingAfter)
            {
                socket.Send(SocketFrames.KeepAlive);
            }
        }
    }

    /// <summary>
    /// Tells everybody to come back, each after a different while, so that the crowd does not meet at the next host's door.
    /// </summary>
    public async Task SendAwayAsync(TimeSpan within, TimeProvider time)
    {
        _isClosing = true;
        var sockets = _open.Keys.ToArray();
        var spread = Math.Max(1_000, sockets.Length / 2);
        var slice = Math.Max(1, (sockets.Length + Slices - 1) / Slices);
        for (var i = 0; i < sockets.Length; i += slice)
        {
            foreach (var socket in sockets.AsSpan(i, Math.Min(slice, sockets.Length - i)))
            {
                socket.Send(RoomRecords.SessionTerminated("server.restarting", System.Security.Cryptography.RandomNumberGenerator.GetInt32(200, spread + 200)).Span);
                socket.Close(SocketCloseCode.GoingAway);
            }

            await Task.Delay(within / Slices, time);
        }
    }

    private void EndSession(Guid sessionId)
    {
        var record = RoomRecords.SessionTerminated("session.signed-out", null);
        foreach (var (socket, _) in _open)
        {
            if (socket.SessionId == sessionId)
            {
                socket.Send(record.Span);
                socket.Close(SocketCloseCode.SessionEnded);
            }
        }
    }
}
