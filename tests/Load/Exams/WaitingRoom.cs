using System.Net;
using System.Net.Sockets;
using System.Text;
using Pinchang.Load.Sockets;
using Pinchang.Support.Exams;

namespace Pinchang.Load.Exams;

/// <summary>
/// A crowd's pages as they wait for the start: each with its line to the exam's hub, spoken as the browser's client does. Counts the lines
/// on which the key to the paper has come, and knows when the last did.
/// </summary>
internal sealed class WaitingRoom : IDisposable
{
    private static readonly byte[] Greeting = Frames.MaskedText("{\"protocol\":\"json\",\"version\":1}\u001e");

    private readonly Epoll _epoll = new();
    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly List<Line> _lines = [];
    private readonly Thread _thread;
    private volatile bool _stopped;
    private volatile Exception? _failure;
    private int _seated;
    private int _opened;
    private long _lastAt;

    private WaitingRoom()
    {
        _thread = new Thread(Receive) { IsBackground = true, Name = "waiting room" };
        _thread.Start();
    }

    public int Opened => Volatile.Read(ref _opened);

    /// <summary>As <see cref="Marker.Now"/>.</summary>
    public long LastAt => Volatile.Read(ref _lastAt);

    public static async Task<WaitingRoom> SeatAsync(int port, CrowdMember[] crowd)
    {
        var room = new WaitingRoom();
        var server = new IPEndPoint(IPAddress.Loopback, port);
        for (var i = 0; i < crowd.Length; i++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, LingerState = new LingerOption(true, 0) };
            // One source address has 28,000 ports.
            socket.Bind(new IPEndPoint(new IPAddress([127, 0, 1, (byte)(10 + (i / 10_000))]), 0));
            await socket.ConnectAsync(server);
            await socket.SendAsync(Encoding.ASCII.GetBytes(
                $"GET /hubs/exam HTTP/1.1\r\nHost: localhost\r\nOrigin: {ExamStand.Origin}\r\nCookie: {crowd[i].Cookie}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"));
            socket.Blocking = false;
            lock (room._lines)
            {
                room._lines.Add(new(socket, crowd[i].Seat.SessionId));
            }

            room._epoll.Watch((int)socket.Handle, i);
            var behind = i - 100;
            await room.UntilAsync(() => room._seated >= behind, TimeSpan.FromMinutes(1));
        }

        await room.UntilAsync(() => room._seated == crowd.Length, TimeSpan.FromMinutes(1));
        return room;
    }

    /// <summary>Until everybody has the key; throws when somebody does not get it.</summary>
    public Task OpenedAsync(TimeSpan within) => UntilAsync(() => Opened == _lines.Count, within);

    public void Dispose()
    {
        _stopped = true;
        _thread.Join();
        _lines.ForEach(line => line.Socket.Dispose());
        _epoll.Dispose();
    }

    private async Task UntilAsync(Func<bool> reached, TimeSpan within)
    {
        for (var since = Marker.Now; !reached();)
        {
            if (_failure is { } failure)
            {
                throw new InvalidOperationException("The waiting room broke.", failure);
            }

            if (Marker.Now - since > within.TotalNanoseconds)
            {
                throw new TimeoutException($"Of {_lines.Count} who wait {_seated} are seated and {_opened} have the key.");
            }

            await Task.Delay(5);
        }
    }

    private void Receive()
    {
        try
        {
            while (!_stopped)
            {
                var ready = _epoll.Wait(20);
                for (var i = 0; i < ready; i++)
                {
                    Line line;
                    lock (_lines)
                    {
                        line = _lines[_epoll.TagAt(i)];
                    }

                    Read(line);
                }
            }
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            _failure = failure;
        }
    }

    private void Read(Line line)
    {
        var received = Epoll.Receive((int)line.Socket.Handle, _buffer);
        if (received <= 0)
        {
            throw new IOException("The server closed a line.");
        }

        var bytes = _buffer.AsSpan(0, received);
        if (!line.Upgraded)
        {
            line.Upgraded = bytes.StartsWith("HTTP/1.1 101"u8) ? true : throw new InvalidOperationException(Encoding.ASCII.GetString(bytes));
            Say(line, Greeting);
        }
        else if (bytes.IndexOf("\"PaperOpened\""u8) >= 0)
        {
            _opened++;
            Volatile.Write(ref _lastAt, Marker.Now);
        }
        else if (bytes.IndexOf("{\"type\":3"u8) >= 0)
        {
            _seated += bytes.IndexOf("\"value\":{"u8) >= 0 ? 1 : throw new InvalidOperationException(Encoding.UTF8.GetString(bytes));
        }
        else if (bytes.IndexOf("{}\u001e"u8) >= 0)
        {
            Say(line, Frames.MaskedText($$"""{"type":1,"invocationId":"0","target":"Enter","arguments":["{{line.SessionId}}"]}""" + "\u001e"));
        }
    }

    private static void Say(Line line, byte[] frame)
    {
        if (!Epoll.Send((int)line.Socket.Handle, frame))
        {
            throw new IOException("The server does not read.");
        }
    }

    private sealed class Line(Socket socket, Guid sessionId)
    {
        public Socket Socket { get; } = socket;

        public Guid SessionId { get; } = sessionId;

        public bool Upgraded { get; set; }
    }
}
