using System.Net;
using System.Net.Sockets;
using System.Text;
using Pinchang.Load.Measuring;

namespace Pinchang.Load.Sockets;

/// <summary>
/// Thousands of viewers on one thread: connects them, reads every frame, finds the markers, and holds each viewer to an unbroken
/// sequence. Only what arrives here counts as delivered.
/// </summary>
internal sealed partial class ViewerFleet : IDisposable
{
    private const int Ring = 4096;

    private readonly ViewerProtocol _protocol;
    private readonly IPEndPoint _server;
    private readonly byte[] _upgrade;
    private readonly Epoll _epoll = new();
    private readonly byte[] _buffer = new byte[512 * 1024];
    private readonly List<Viewer> _viewers = [];
    private readonly Thread _thread;
    // Chat in the first half, cards in the second.
    private readonly int[] _receipts = new int[2 * Ring];
    private readonly long[] _lastReceipt = new long[2 * Ring];
    private volatile bool _stopped;
    private volatile LatencyHistogram _latency = new();
    private volatile Exception? _failure;
    private long _deliveries;
    private long _frames;
    private long _bytes;
    private long _gaps;
    private int _joined;
    private int _lost;

    public ViewerFleet(ViewerProtocol protocol, int port)
    {
        _protocol = protocol;
        _server = new IPEndPoint(IPAddress.Loopback, port);
        _upgrade = Encoding.ASCII.GetBytes(
            $"GET {protocol.Path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + $"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n{protocol.Headers}\r\n");
        _thread = new Thread(Receive) { IsBackground = true, Name = "viewers" };
        _thread.Start();
    }

    public int Count => _viewers.Count;

    /// <summary>Length of the latest answer by which somebody was let in.</summary>
    public int JoinedWith { get; private set; }

    public Totals Read() =>
        new(Volatile.Read(ref _deliveries), Volatile.Read(ref _frames), Volatile.Read(ref _bytes), Volatile.Read(ref _gaps), _lost);

    /// <summary>Throws what ended the receiving, if something did.</summary>
    public void Check()
    {
        if (_failure is { } failure)
        {
            throw new InvalidOperationException("The fleet broke.", failure);
        }
    }

    /// <summary>Begins a new histogram and returns the one so far.</summary>
    public LatencyHistogram TakeLatency()
    {
        var taken = _latency;
        _latency = new LatencyHistogram();
        return taken;
    }

    /// <summary>How many viewers have the message, and when the last of them got it.</summary>
    public (int Viewers, long LastAt) Receipts(long sequence) =>
        (Volatile.Read(ref _receipts[Slot(sequence)]), Volatile.Read(ref _lastReceipt[Slot(sequence)]));

    public void Forget(long sequence) => Volatile.Write(ref _receipts[Slot(sequence)], 0);

    /// <summary>Waits until nothing has arrived for a while.</summary>
    public async Task SettleAsync()
    {
        long seen;
        do
        {
            seen = Volatile.Read(ref _frames);
            await Task.Delay(300);
        }
        while (Volatile.Read(ref _frames) != seen);
    }

    public void Dispose()
    {
        _stopped = true;
        _thread.Join();
        _viewers.ForEach(viewer => viewer.Socket.Dispose());
        _epoll.Dispose();
    }

    private void Receive()
    {
        try
        {
            while (!_stopped)
            {
                var ready = _epoll.Wait(_words is null ? 20 : 1);
                for (var i = 0; i < ready; i++)
                {
                    Viewer viewer;
                    lock (_viewers)
                    {
                        viewer = _viewers[_epoll.TagAt(i)];
                    }

                    if (viewer.Connected)
                    {
                        Read(viewer);
                    }
                    else
                    {
                        Enter(viewer, _epoll.TagAt(i));
                    }
                }

                KeepAlive();
                Speak();
            }
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            _failure = failure;
        }
    }

    private void Read(Viewer viewer)
    {
        var kept = viewer.Rest.Length;
        viewer.Rest.CopyTo(_buffer.AsMemory());
        var received = Epoll.Receive(viewer.Descriptor, _buffer.AsSpan(kept));
        if (received <= 0)
        {
            if (received == 0 && !viewer.Closed)
            {
                viewer.Closed = true;
                Interlocked.Increment(ref _lost);
                viewer.Socket.Shutdown(SocketShutdown.Both);
                viewer.Socket.Dispose();
            }

            return;
        }

        _bytes += received;
        var bytes = _buffer.AsSpan(0, kept + received);
        if (!viewer.Upgraded)
        {
            var end = bytes.IndexOf("\r\n\r\n"u8);
            if (end < 0)
            {
                viewer.Rest = bytes.ToArray();
                return;
            }

            if (!bytes.StartsWith("HTTP/1.1 101"u8))
            {
                throw new InvalidOperationException(Encoding.ASCII.GetString(bytes));
            }

            viewer.Upgraded = true;
            bytes = bytes[(end + 4)..];
            Say(viewer, _protocol.Greeting);
            _joined += _protocol.JoinsByUpgrade ? 1 : 0;
        }

        var now = Marker.Now;
        while (Frames.TryReadHeader(bytes, out var header, out var payload) && bytes.Length >= header + payload)
        {
            _frames++;
            Handle(viewer, bytes.Slice(header, payload), now);
            bytes = bytes[(header + payload)..];
        }

        viewer.Rest = bytes.IsEmpty ? [] : bytes.ToArray();
    }

    private void Handle(Viewer viewer, ReadOnlySpan<byte> payload, long now)
    {
        var reaction = _protocol.React(payload);
        if (reaction.Joined)
        {
            _joined++;
            JoinedWith = payload.Length;
        }
        else if (reaction.Answer is { } answer)
        {
            Say(viewer, answer);
        }

        if (!reaction.Counts)
        {
            return;
        }

        payload = viewer.Torn.Length == 0 ? payload[reaction.From..] : (byte[])[.. viewer.Torn, .. payload];
        viewer.Torn = _protocol.TearsMessages ? Tail(payload) : [];
        for (var at = payload.IndexOf(Marker.Start); at >= 0; at = payload.IndexOf(Marker.Start))
        {
            payload = payload[at..];
            if (!Marker.TryRead(payload, out var sequence, out var publishedAt))
            {
                if (viewer.Torn.Length > 0)
                {
                    break;
                }

                throw new InvalidOperationException($"A marker is torn: {Encoding.UTF8.GetString(payload)}");
            }

            payload = payload[Marker.Length..];
            var isCard = sequence >= Marker.FirstCard;
            var before = isCard ? viewer.Card : viewer.Sequence;
            _gaps += before != 0 && sequence != before + 1 ? 1 : 0;
            (viewer.Card, viewer.Sequence) = isCard ? (sequence, viewer.Sequence) : (viewer.Card, sequence);
            _deliveries++;
            _latency.Add(now - publishedAt);
            _receipts[Slot(sequence)]++;
            _lastReceipt[Slot(sequence)] = now;
        }
    }

    /// <summary>What may be the beginning of a marker whose end comes with the next frame; a whole marker is longer.</summary>
    private static byte[] Tail(ReadOnlySpan<byte> payload)
    {
        var last = payload[^Math.Min(payload.Length, Marker.Length - 1)..];
        var at = last.IndexOf(Marker.Start[0]);
        return at < 0 ? [] : last[at..].ToArray();
    }

    private static long Slot(long sequence) => (sequence % Ring) + (sequence >= Marker.FirstCard ? Ring : 0);

    private static void Say(Viewer viewer, byte[] frame)
    {
        if (frame.Length > 0 && !Epoll.Send(viewer.Descriptor, frame))
        {
            throw new InvalidOperationException("A viewer's frame did not fit: the server does not read.");
        }
    }

    internal readonly record struct Totals(long Deliveries, long Frames, long Bytes, long Gaps, int Lost);

    private sealed class Viewer(Socket socket)
    {
        public Socket Socket { get; } = socket;

        public int Descriptor { get; } = (int)socket.Handle;

        public bool Connected { get; set; }

        public bool Upgraded { get; set; }

        public bool Closed { get; set; }

        public long Sequence { get; set; }

        public long Card { get; set; }

        public byte[] Torn { get; set; } = [];

        /// <summary>The beginning of a frame whose end has not come yet.</summary>
        public byte[] Rest { get; set; } = [];
    }
}
