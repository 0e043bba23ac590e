using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Pinchang.Load.Exams;

/// <summary>One kept-alive HTTP/1.1 connection that costs the generator next to nothing: bytes out, status and length in.</summary>
internal sealed class HttpLine : IDisposable
{
    private readonly Socket _socket;
    private readonly byte[] _buffer = new byte[64 * 1024];

    private HttpLine(Socket socket) => _socket = socket;

    public static async Task<HttpLine> ConnectAsync(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        return new(socket);
    }

    public static byte[] Request(string method, string path, string cookie, string? json = null)
    {
        var head = $"{method} {path} HTTP/1.1\r\nHost: localhost\r\nOrigin: {ExamStand.Origin}\r\nCookie: {cookie}\r\n";
        return Encoding.UTF8.GetBytes(json is null
            ? head + "\r\n"
            : string.Create(CultureInfo.InvariantCulture, $"{head}Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(json)}\r\n\r\n{json}"));
    }

    /// <summary>The status, and the answer's body as far as it fits.</summary>
    public async ValueTask<(int Status, string Body)> SendAsync(ReadOnlyMemory<byte> request, bool wantsBody = false)
    {
        await _socket.SendAsync(request);
        var (read, headEnd) = (0, -1);
        while (headEnd < 0)
        {
            read += await ReceiveAsync(read);
            headEnd = _buffer.AsSpan(0, read).IndexOf("\r\n\r\n"u8);
        }

        headEnd += 4;
        var status = (((_buffer[9] - '0') * 10) + _buffer[10] - '0') * 10 + _buffer[11] - '0';
        if (LengthOf(_buffer.AsSpan(0, headEnd)) is { } length)
        {
            for (var left = length - (read - headEnd); left > 0;)
            {
                // A paper does not fit, and need not.
                var fits = wantsBody || read < _buffer.Length / 2;
                var got = await ReceiveAsync(fits ? read : headEnd);
                read = fits ? read + got : read;
                left -= got;
            }
        }
        else
        {
            while (!_buffer.AsSpan(0, read).EndsWith("0\r\n\r\n"u8))
            {
                read += await ReceiveAsync(read);
            }
        }

        return (status, wantsBody ? Encoding.UTF8.GetString(_buffer, headEnd, read - headEnd) : "");
    }

    public void Dispose() => _socket.Dispose();

    private async ValueTask<int> ReceiveAsync(int at)
    {
        var got = await _socket.ReceiveAsync(_buffer.AsMemory(at));
        return got > 0 ? got : throw new IOException("The server closed the connection.");
    }

    private static int? LengthOf(ReadOnlySpan<byte> head)
    {
        var name = "Content-Length: "u8;
        var at = head.IndexOf(name);
        if (at < 0)
        {
            return null;
        }

        var value = head[(at + name.Length)..];
        return int.Parse(value[..value.IndexOf((byte)'\r')], CultureInfo.InvariantCulture);
    }
}
