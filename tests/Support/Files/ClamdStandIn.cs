using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Pinchang.Support.Files;

/// <summary>Listens as clamd does and holds its clients to the protocol, where the program itself is not installed and for what it never does.</summary>
public sealed class ClamdStandIn : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;

    public ClamdStandIn()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Address => $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>Takes everything and says nothing.</summary>
    public bool IsSilent { get; set; }

    /// <summary>What clients sent that is not of the protocol.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>How many scans came to their closing zero.</summary>
    public int Ended { get; private set; }

    /// <summary>How many bytes had come with pieces so far.</summary>
    public long Received { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        var stream = client.GetStream();
        try
        {
            var reply = await CommandAsync(stream) switch
            {
                "zVERSION" => "ClamAV 1.4.3/27812/Sat Nov 21 08:21:44 2026",
                "zINSTREAM" => await ScanAsync(stream),
                var other => Fault($"unknown command {other}"),
            };
            if (IsSilent)
            {
                await Task.Delay(Timeout.Infinite, _stop.Token);
            }

            await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(reply + "\0"), _stop.Token);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            // A client may leave at any time.
        }
    }

    private async Task<string> CommandAsync(NetworkStream stream)
    {
        var command = "";
        var letter = new byte[1];
        while (await stream.ReadAsync(letter, _stop.Token) == 1 && letter[0] != 0 && command.Length < 64)
        {
            command += (char)letter[0];
        }

        return command;
    }

    private async Task<string> ScanAsync(NetworkStream stream)
    {
        const int MostAtOnce = 1024 * 1024;
        using var content = new MemoryStream();
        var length = new byte[sizeof(uint)];
        while (true)
        {
            await stream.ReadExactlyAsync(length, _stop.Token);
            var next = BinaryPrimitives.ReadUInt32BigEndian(length);
            if (next == 0)
            {
                Ended++;
                return content.ToArray().AsSpan().IndexOf(Eicar.Text) >= 0 ? $"stream: {Eicar.Signature} FOUND" : "stream: OK";
            }

            if (next > MostAtOnce)
            {
                return Fault($"a piece of {next} bytes");
            }

            var piece = new byte[next];
            await stream.ReadExactlyAsync(piece, _stop.Token);
            content.Write(piece);
            Received += next;
        }
    }

    private string Fault(string what)
    {
        Faults.Add(what);
        return "UNKNOWN COMMAND";
    }
}
