using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Pinchang.Faults.Clients;

/// <summary>A viewer whose phone stopped reading: joins the room, and never takes another byte from its socket.</summary>
internal sealed class StuckViewer(Uri api, string origin, Guid roomId) : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };

    public async Task JoinAsync()
    {
        await _socket.ConnectAsync(api.Host, api.Port);
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        await SendAsync(Encoding.ASCII.GetBytes(
            $"GET /hubs/live-room HTTP/1.1\r\nHost: {api.Authority}\r\nOrigin: {origin}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + $"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n"));
        var answer = new byte[1024];
        await _socket.ReceiveAsync(answer);
        await SendAsync(Frame("{\"protocol\":\"json\",\"version\":1}\u001e"));
        await SendAsync(Frame($$"""{"type":1,"invocationId":"1","target":"Join","arguments":["{{roomId}}","direct"]}""" + "\u001e"));
    }

    /// <summary>Whether the server has ended the connection.</summary>
    public bool IsEvicted()
    {
        // What still lies in the buffers is read away first; behind it stands the end, if there is one.
        var rest = new byte[64 * 1024];
        _socket.ReceiveTimeout = 200;
        try
        {
            while (_socket.Receive(rest) > 0)
            {
            }

            return true;
        }
        catch (SocketException problem)
        {
            return problem.SocketErrorCode is not (SocketError.TimedOut or SocketError.WouldBlock);
        }
    }

    public void Dispose() => _socket.Dispose();

    private async Task SendAsync(byte[] bytes) => await _socket.SendAsync(bytes);

    private static byte[] Frame(string text)
    {
        var payload = Encoding.UTF8.GetBytes(text);
        // A mask of zeros is a mask: the payload stands as it is.
        return [0x81, .. payload.Length < 126 ? [(byte)(0x80 | payload.Length)] : new byte[] { 0x80 | 126, (byte)(payload.Length >> 8), (byte)payload.Length }, 0, 0, 0, 0, .. payload];
    }
}
