using System.Globalization;
using System.Net.Sockets;

namespace Pinchang.Data.Files;

/// <summary>Where clamd listens: <c>unix:/path</c> or <c>host:port</c>.</summary>
public sealed record ClamdAddress(string? Path, string? Host, int Port)
{
    public static ClamdAddress Parse(string text)
    {
        if (text.StartsWith("unix:", StringComparison.Ordinal) && text.Length > "unix:".Length)
        {
            return new(text["unix:".Length..], null, 0);
        }

        var colon = text.LastIndexOf(':');
        return colon > 0 && int.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535
            ? new(null, text[..colon].Trim('[', ']'), port)
            : throw new FormatException($"PINCHANG_CLAMD is neither unix:/path nor host:port: {text}");
    }

    internal async Task<Socket> ConnectAsync(CancellationToken cancellation)
    {
        var socket = Path is null
            ? new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true }
            : new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await (Path is null ? socket.ConnectAsync(Host!, Port, cancellation) : socket.ConnectAsync(new UnixDomainSocketEndPoint(Path), cancellation));
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
