using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Pinchang.Load.Measuring;
using Pinchang.Load.Sockets;

namespace Pinchang.Load.Video;

/// <summary>
/// Viewers who fetch each piece of a stream as soon as it is there, all of them, each over its own lasting connection. A piece that has
/// not come when the next one is due is a stall.
/// </summary>
internal sealed class PieceReaders : IDisposable
{
    private const int AskedTogether = 64;

    private readonly Epoll _epoll = new();
    private readonly byte[] _buffer = new byte[256 * 1024];
    private readonly Reader[] _readers;
    private readonly byte[][] _requests;
    private readonly Thread _thread;
    private readonly int _milliseconds;
    private volatile LatencyHistogram _latency = new();
    private volatile bool _stopped;
    private volatile Exception? _failure;
    private long _received;
    private long _stalls;

    public PieceReaders(int port, int viewers, IEnumerable<string> paths, int milliseconds)
    {
        _requests = [.. paths.Select(path => Encoding.ASCII.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"GET /{path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n")))];
        _milliseconds = milliseconds;
        _readers = [.. Enumerable.Range(0, viewers).Select(_ => new Reader(new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
            LingerState = new LingerOption(true, 0),
        }))];
        for (var i = 0; i < viewers; i++)
        {
            _readers[i].Socket.Connect(IPAddress.Loopback, port);
            _readers[i].Socket.Blocking = false;
            _epoll.Watch(_readers[i].Descriptor, i);
        }

        _thread = new Thread(Run) { IsBackground = true, Name = "readers" };
        _thread.Start();
    }

    public (long Pieces, long Stalls) Read() => _failure is { } failure
        ? throw new InvalidOperationException("The readers broke.", failure)
        : (Volatile.Read(ref _received), Volatile.Read(ref _stalls));

    public LatencyHistogram TakeLatency()
    {
        var taken = _latency;
        _latency = new LatencyHistogram();
        return taken;
    }

    public void Dispose()
    {
        _stopped = true;
        _thread.Join();
        Array.ForEach(_readers, reader => reader.Socket.Dispose());
        _epoll.Dispose();
    }

    private void Run()
    {
        try
        {
            var since = Stopwatch.GetTimestamp();
            for (var asked = 0L; !_stopped;)
            {
                var due = (long)(Stopwatch.GetElapsedTime(since).TotalMilliseconds / _milliseconds) * _readers.Length;
                for (var until = Math.Min(due, asked + AskedTogether); asked < until; asked++)
                {
                    Ask(_readers[asked % _readers.Length], asked / _readers.Length);
                }

                for (var (i, ready) = (0, _epoll.Wait(asked < due ? 0 : 1)); i < ready; i++)
                {
                    Receive(_readers[_epoll.TagAt(i)]);
                }
            }
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            _failure = failure;
        }
    }

    private void Ask(Reader reader, long piece)
    {
        if (reader.AskedAt != 0)
        {
            _stalls++;
            return;
        }

        reader.AskedAt = Marker.Now;
        if (!Epoll.Send(reader.Descriptor, _requests[piece % _requests.Length]))
        {
            throw new InvalidOperationException("A request did not fit.");
        }
    }

    private void Receive(Reader reader)
    {
        var received = Epoll.Receive(reader.Descriptor, _buffer);
        if (received <= 0)
        {
            throw new InvalidOperationException("nginx closed a connection.");
        }

        if (reader.Missing == 0)
        {
            reader.Missing = Length(_buffer.AsSpan(0, received));
        }

        reader.Missing -= received;
        if (reader.Missing == 0)
        {
            _latency.Add(Marker.Now - reader.AskedAt);
            reader.AskedAt = 0;
            _received++;
        }
    }

    /// <summary>Of header and body; the header is in the first packet.</summary>
    private static int Length(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        var length = answer.IndexOf("Content-Length: "u8);
        return end >= 0 && length >= 0 && answer.StartsWith("HTTP/1.1 200"u8)
            && System.Buffers.Text.Utf8Parser.TryParse(answer[(length + 16)..], out int body, out _)
            ? end + 4 + body
            : throw new InvalidOperationException($"An unexpected answer: {Encoding.ASCII.GetString(answer[..Math.Min(answer.Length, 200)])}");
    }

    private sealed class Reader(Socket socket)
    {
        public Socket Socket { get; } = socket;

        public int Descriptor { get; } = (int)socket.Handle;

        public long AskedAt { get; set; }

        public int Missing { get; set; }
    }
}
