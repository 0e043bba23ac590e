using System.Diagnostics.CodeAnalysis;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Pinchang.Domain.Media;

namespace Pinchang.Api.Media.Sockets;

/// <summary>
/// A WebSocket that is read like any other, but written with frames made beforehand. ASP.NET's own would copy
/// and frame each picture again for each viewer.
/// </summary>
internal sealed class MediaSocket : IDisposable
{
    private static readonly TimeSpan AliveEvery = TimeSpan.FromSeconds(15);

    private readonly OneWriterStream _stream;
    private readonly WebSocket _reader;

    private MediaSocket(OneWriterStream stream)
    {
        _stream = stream;
        _reader = WebSocket.CreateFromStream(
            stream, new WebSocketCreationOptions { IsServer = true, KeepAliveInterval = AliveEvery, KeepAliveTimeout = AliveEvery });
    }

    /// <summary>Null when the request asks for no WebSocket.</summary>
    public static async Task<MediaSocket?> AcceptAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true, Protocol: "websocket" } connect)
        {
            return new MediaSocket(new OneWriterStream(await connect.AcceptAsync()));
        }

        var upgrade = context.Features.Get<IHttpUpgradeFeature>();
        if (upgrade is not { IsUpgradableRequest: true }
            || !string.Equals(context.Request.Headers.Upgrade, "websocket", StringComparison.OrdinalIgnoreCase)
            || context.Request.Headers.SecWebSocketVersion != "13"
            || context.Request.Headers.SecWebSocketKey is not [{ Length: 24 } key])
        {
            return null;
        }

        context.Response.Headers.Connection = "Upgrade";
        context.Response.Headers.Upgrade = "websocket";
        context.Response.Headers.SecWebSocketAccept = Accept(key);
        return new MediaSocket(new OneWriterStream(await upgrade.UpgradeAsync()));
    }

    /// <summary>Waits while the other side does not read.</summary>
    public ValueTask SendAsync(SharedFrame frame, CancellationToken cancellation) => _stream.WriteAsync(frame.Bytes, cancellation);

    public ValueTask SendTextAsync(object message, CancellationToken cancellation) => SendAsync(WebSocketFrame.Text(message), cancellation);

    /// <summary>
    /// Reads the next whole message into the buffer; null when the other side closed.
    /// A message longer than <paramref name="most"/> ends as <see cref="MediaMessage.IsTooLong"/>.
    /// </summary>
    public async ValueTask<MediaMessage?> ReceiveAsync(MessageBuffer buffer, int most, CancellationToken cancellation)
    {
        buffer.Clear();
        while (true)
        {
            var result = await _reader.ReceiveAsync(buffer.Rest(), cancellation);
            if (result.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            buffer.Advance(result.Count);
            if (buffer.Length > most)
            {
                return new MediaMessage(result.MessageType, IsTooLong: true);
            }

            if (result.EndOfMessage)
            {
                return new MediaMessage(result.MessageType, IsTooLong: false);
            }
        }
    }

    /// <summary>Says why and lets the connection end; the other side may be gone already.</summary>
    public async Task CloseAsync(int code, string reason)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        try
        {
            await _stream.WriteAsync(WebSocketFrame.Close(code, reason), patience.Token);
            var scrap = new byte[4096];
            while (_reader.State == WebSocketState.Open
                && (await _reader.ReceiveAsync(scrap, patience.Token)).MessageType != WebSocketMessageType.Close)
            {
            }
        }
        catch (Exception gone) when (gone is IOException or WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            _reader.Abort();
        }
    }

    public void Dispose()
    {
        _reader.Dispose();
        _stream.Dispose();
    }

    [SuppressMessage("Security", "CA5350", Justification = "RFC 6455 names SHA-1 for the handshake; nothing is kept secret by it.")]
    private static string Accept(string key) =>
        Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
}

internal readonly record struct MediaMessage(WebSocketMessageType Type, bool IsTooLong);
