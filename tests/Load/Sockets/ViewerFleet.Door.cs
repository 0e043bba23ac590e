using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Pinchang.Load.Sockets;

/// <summary>How the viewers get in: a few at a time, or all at once.</summary>
internal sealed partial class ViewerFleet
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <param name="atTheDoor">How many may have begun to connect and not be in.</param>
    public async Task AddAsync(int count, int atTheDoor = 200)
    {
        var until = _viewers.Count + count;
        while (_viewers.Count < until)
        {
            var index = _viewers.Count;
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
            {
                NoDelay = true,
                LingerState = new LingerOption(true, 0),
                Blocking = false,
            };

            // One source address has 28,000 ports; the fleet takes several.
            socket.Bind(new IPEndPoint(new IPAddress([127, 0, 0, (byte)(10 + (index / 10_000))]), 0));
            Epoll.Connect((int)socket.Handle, _server);
            lock (_viewers)
            {
                _viewers.Add(new Viewer(socket));
            }

            _epoll.WatchConnecting((int)socket.Handle, index);
            if (Volatile.Read(ref _joined) < index - atTheDoor)
            {
                await WaitForAsync(() => Volatile.Read(ref _joined) >= index - atTheDoor, "joins");
            }
        }

        await WaitForAsync(() => Volatile.Read(ref _joined) >= until, "the last joins");
    }

    private void Enter(Viewer viewer, int tag)
    {
        viewer.Connected = true;
        if (!Epoll.Send(viewer.Descriptor, _upgrade))
        {
            throw new InvalidOperationException("A viewer was refused before it could say a word.");
        }

        _epoll.WatchConnected(viewer.Descriptor, tag);
    }

    private async Task WaitForAsync(Func<bool> reached, string what)
    {
        for (var since = Stopwatch.GetTimestamp(); !reached();)
        {
            Check();
            if (Stopwatch.GetElapsedTime(since) > Patience || _lost > 0)
            {
                throw new TimeoutException($"Waited for {what}: {_joined} of {_viewers.Count} are in, {_lost} were closed.");
            }

            await Task.Delay(1);
        }
    }
}
