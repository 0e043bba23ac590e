using System.Buffers.Binary;
using System.Net.Sockets;
using Pinchang.Domain.Files;

namespace Pinchang.Data.Files;

/// <summary>
/// One INSTREAM: each piece behind its length in four bytes, most significant first, and a length of zero at the end. Whatever fails is kept for
/// the verdict, so that an upload goes on as its policy says.
/// </summary>
internal sealed class ClamdScan(ClamdTimes times, Action release) : IVirusScan
{
    private const string Found = " FOUND";
    private const string Fine = "OK";

    private readonly byte[] _length = new byte[sizeof(uint)];
    private Socket? _socket;
    private string? _failure;
    private bool _isReleased;

    public static async Task<ClamdScan> OpenAsync(ClamdAddress address, ClamdTimes times, Action release, CancellationToken cancellation)
    {
        var scan = new ClamdScan(times, release);
        try
        {
            await scan.TryAsync(
                times.Connect,
                async limit =>
                {
                    scan._socket = await address.ConnectAsync(limit);
                    await SendAsync(scan._socket, "zINSTREAM\0"u8.ToArray(), limit);
                },
                cancellation);
            return scan;
        }
        catch
        {
            await scan.DisposeAsync();
            throw;
        }
    }

    public async ValueTask FeedAsync(ReadOnlyMemory<byte> piece, CancellationToken cancellation)
    {
        // A length of zero would be the end.
        if (_failure is not null || piece.IsEmpty)
        {
            return;
        }

        await TryAsync(
            times.Connect,
            async limit =>
            {
                BinaryPrimitives.WriteUInt32BigEndian(_length, (uint)piece.Length);
                await SendAsync(_socket!, _length, limit);
                await SendAsync(_socket!, piece, limit);
            },
            cancellation);
    }

    public async Task<ScanVerdict> EndAsync(CancellationToken cancellation)
    {
        if (_socket is null)
        {
            return ScanVerdict.Failed(_failure ?? "no connection");
        }

        if (_failure is null)
        {
            BinaryPrimitives.WriteUInt32BigEndian(_length, 0);
            await TryAsync(times.Connect, limit => SendAsync(_socket, _length, limit), cancellation);
        }

        // Who sends too much is told why before the connection ends.
        var reply = "";
        await TryAsync(times.Verdict, async limit => reply = await ClamdReply.ReadAsync(_socket, limit), cancellation);
        return VerdictOf(reply);
    }

    public ValueTask DisposeAsync()
    {
        if (!_isReleased)
        {
            _isReleased = true;
            _socket?.Dispose();
            release();
        }

        return ValueTask.CompletedTask;
    }

    // "stream: OK", "stream: Eicar-Test-Signature FOUND", "INSTREAM size limit exceeded. ERROR"
    private ScanVerdict VerdictOf(string reply)
    {
        var said = reply.StartsWith("stream: ", StringComparison.Ordinal) ? reply["stream: ".Length..] : reply;
        if (said.EndsWith(Found, StringComparison.Ordinal))
        {
            return new(ScanState.Infected, said[..^Found.Length]);
        }

        return said == Fine && _failure is null
            ? ScanVerdict.Clean
            : ScanVerdict.Failed(said.Length > 0 && said != Fine ? said : _failure ?? "it hung up");
    }

    private async Task TryAsync(TimeSpan most, Func<CancellationToken, Task> act, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(most);
        try
        {
            await act(limit.Token);
        }
        catch (Exception away) when (away is SocketException or IOException || away is OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            _failure ??= away is OperationCanceledException ? "no answer in time" : away.Message;
        }
    }

    private static async Task SendAsync(Socket socket, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await socket.SendAsync(bytes, SocketFlags.None, cancellation)..];
        }
    }
}
