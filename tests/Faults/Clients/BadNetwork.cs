using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Pinchang.Faults.Clients;

/// <summary>
/// Hands bytes on between clients and a server, of several to each new line the next one that takes it: as they come, or, while it is
/// bad, late, in pieces, and not always to the end.
/// </summary>
internal sealed class BadNetwork : IAsyncDisposable
{
    private const int LongestPiece = 700;
    private const int MostDelayMs = 80;
    private const int ResetsOnePieceIn = 400;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<Task> _lines = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Uri[] _servers;
    private readonly Task _accepting;
    private int _seed;
    private int _resets;
    private int _carried;

    public BadNetwork(int seed, params Uri[] servers)
    {
        (_servers, _seed) = (servers, seed * 100_000);
        _listener.Start();
        Door = new Uri($"http://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = AcceptAsync();
    }

    /// <summary>Where clients connect.</summary>
    public Uri Door { get; }

    public bool IsBad { get; set; }

    public int Resets => Volatile.Read(ref _resets);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_lines);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _lines.Add(CarryAsync(await _listener.AcceptSocketAsync(_stop.Token)));
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or ObjectDisposedException or SocketException)
        {
        }
    }

    private async Task CarryAsync(Socket client)
    {
        using var near = client;
        using var line = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        try
        {
            using var far = await ReachAsync(line.Token);
            var random = new Random(Interlocked.Increment(ref _seed));
            await Task.WhenAny(PumpAsync(near, far, new Random(random.Next()), line.Token), PumpAsync(far, near, random, line.Token));
        }
        catch (Exception gone) when (gone is SocketException or OperationCanceledException)
        {
        }

        await line.CancelAsync();
    }

    private async Task<Socket> ReachAsync(CancellationToken cancellation)
    {
        for (var refused = 1; ; refused++)
        {
            var server = _servers[(uint)Interlocked.Increment(ref _carried) % _servers.Length];
            var far = new Socket(SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await far.ConnectAsync(server.Host, server.Port, cancellation);
                return far;
            }
            catch (SocketException) when (refused < _servers.Length)
            {
                far.Dispose();
            }
        }
    }

    private async Task PumpAsync(Socket from, Socket to, Random random, CancellationToken cancellation)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, cancellation) is > 0 and var received)
            {
                for (var at = 0; at < received;)
                {
                    var piece = IsBad ? Math.Min(received - at, random.Next(1, LongestPiece)) : received - at;
                    if (IsBad && random.Next(ResetsOnePieceIn) == 0)
                    {
                        Reset(from, to);
                        return;
                    }

                    if (IsBad)
                    {
                        await Task.Delay(random.Next(MostDelayMs), cancellation);
                    }

                    await to.SendAsync(buffer.AsMemory(at, piece), cancellation);
                    at += piece;
                }
            }
        }
        catch (Exception gone) when (gone is SocketException or OperationCanceledException or ObjectDisposedException)
        {
        }
    }

    /// <summary>Both ends get a reset, wherever in a frame they are.</summary>
    private void Reset(Socket one, Socket other)
    {
        Interlocked.Increment(ref _resets);
        one.LingerState = other.LingerState = new LingerOption(true, 0);
        one.Close();
        other.Close();
    }
}
