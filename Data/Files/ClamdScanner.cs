using System.Buffers;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Pinchang.Domain.Files;

namespace Pinchang.Data.Files;

/// <summary>ClamAV's daemon by its own protocol: INSTREAM for bytes, VERSION for its state. A connection serves one command.</summary>
public sealed class ClamdScanner(ClamdAddress address, ClamdTimes times) : IVirusScanner, IDisposable
{
    private const int PieceLength = 64 * 1024;

    private readonly SemaphoreSlim _streams = new(times.Streams);
    private readonly SemaphoreSlim _stored = new(times.Stored);

    public bool IsSetUp => true;

    public async Task<IVirusScan?> BeginAsync(CancellationToken cancellation) =>
        _streams.Wait(0, CancellationToken.None) ? await ClamdScan.OpenAsync(address, times, () => _streams.Release(), cancellation) : null;

    public async Task<ScanVerdict> ScanAsync(Stream content, CancellationToken cancellation)
    {
        await _stored.WaitAsync(cancellation);
        await using var scan = await ClamdScan.OpenAsync(address, times, () => _stored.Release(), cancellation);
        var buffer = ArrayPool<byte>.Shared.Rent(PieceLength);
        try
        {
            int read;
            while ((read = await content.ReadAsync(buffer, cancellation)) > 0)
            {
                await scan.FeedAsync(buffer.AsMemory(0, read), cancellation);
            }

            return await scan.EndAsync(cancellation);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    public async Task<ScannerAnswer> AskAsync(CancellationToken cancellation)
    {
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(times.Connect);
            using var socket = await address.ConnectAsync(limit.Token);
            await socket.SendAsync("zVERSION\0"u8.ToArray(), limit.Token);
            return Read(await ClamdReply.ReadAsync(socket, limit.Token));
        }
        catch (Exception away) when (away is SocketException or IOException || away is OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return new(null, null, away is OperationCanceledException ? "no answer in time" : away.Message);
        }
    }

    public void Dispose()
    {
        _streams.Dispose();
        _stored.Dispose();
    }

    // "ClamAV 1.4.3/27812/Sat Nov 21 08:21:44 2026"; the last two are missing where its signatures are somebody's own.
    private static ScannerAnswer Read(string reply)
    {
        var parts = reply.Split('/');
        var made = parts.Length > 2 && DateTime.TryParseExact(
            parts[2].Trim(), "ddd MMM d HH:mm:ss yyyy", CultureInfo.InvariantCulture, DateTimeStyles.AllowInnerWhite | DateTimeStyles.AssumeUniversal, out var at)
            ? new DateTimeOffset(at.ToUniversalTime())
            : (DateTimeOffset?)null;
        return reply.StartsWith("ClamAV", StringComparison.Ordinal)
            ? new(string.Join('/', parts.Take(2)), made, null)
            : new(null, null, reply.Length == 0 ? "it hung up" : reply);
    }
}

/// <summary>What clamd answers: some text that ends with a zero or with the connection.</summary>
internal static class ClamdReply
{
    private const int Longest = 4096;

    public static async Task<string> ReadAsync(Socket socket, CancellationToken cancellation)
    {
        var buffer = new byte[Longest];
        var length = 0;
        int read;
        while (length < Longest && (read = await socket.ReceiveAsync(buffer.AsMemory(length), cancellation)) > 0)
        {
            length += read;
            if (buffer.AsSpan(0, length).IndexOf((byte)0) is >= 0 and var end)
            {
                length = end;
                break;
            }
        }

        return Encoding.UTF8.GetString(buffer, 0, length).Trim();
    }
}
