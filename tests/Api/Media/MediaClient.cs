using System.Net.WebSockets;
using System.Text.Json;
using Pinchang.Domain.Media;

namespace Pinchang.Api.Tests.Media;

/// <summary>The other end of a media socket: a publisher or a viewer.</summary>
internal sealed class MediaClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[8 * 1024 * 1024];

    private MediaClient()
    {
    }

    public int? CloseCode => (int?)_socket.CloseStatus;

    public static async Task<MediaClient> ConnectAsync(Uri address, string? origin)
    {
        var client = new MediaClient();
        if (origin is not null)
        {
            client._socket.Options.SetRequestHeader("Origin", origin);
        }

        using var patience = new CancellationTokenSource(Patience);
        await client._socket.ConnectAsync(address, patience.Token);
        return client;
    }

    public Task SendAsync(byte[] message) => _socket.SendAsync(message, WebSocketMessageType.Binary, true, CancellationToken.None);

    public Task SendTextAsync(string text) =>
        _socket.SendAsync(System.Text.Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None);

    /// <summary>The next text of this type; pictures and other texts in between are passed over.</summary>
    public async Task<JsonElement> HearAsync(string type)
    {
        while (true)
        {
            var (kind, bytes) = await ReceiveAsync();
            if (kind == WebSocketMessageType.Text && JsonElement.Parse(bytes) is var text && text.GetProperty("type").GetString() == type)
            {
                return text;
            }

            (kind == WebSocketMessageType.Close).ShouldBeFalse($"closed with {CloseCode} before '{type}'");
        }
    }

    /// <summary>The line ends without a word.</summary>
    public async Task ShouldBeCutAsync()
    {
        var ended = await Should.ThrowAsync<WebSocketException>(async () =>
        {
            while ((await ReceiveAsync()).Item1 != WebSocketMessageType.Close)
            {
            }
        });
        ended.WebSocketErrorCode.ShouldBe(WebSocketError.ConnectionClosedPrematurely);
    }

    public async Task<(StreamMessage Header, byte[] Body)> SeeAsync()
    {
        while (true)
        {
            var (kind, bytes) = await ReceiveAsync();
            (kind == WebSocketMessageType.Close).ShouldBeFalse();
            if (kind == WebSocketMessageType.Binary)
            {
                return (StreamMessage.Read(bytes)!.Value, bytes[StreamMessage.HeaderLength..]);
            }
        }
    }

    public async Task<int?> SeeTheEndAsync()
    {
        while ((await ReceiveAsync()).Kind != WebSocketMessageType.Close)
        {
        }

        return CloseCode;
    }

    /// <summary>Says good-bye.</summary>
    public async Task LeaveAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await _socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
    }

    public void Dispose() => _socket.Dispose();

    private async Task<(WebSocketMessageType Kind, byte[] Bytes)> ReceiveAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var length = 0;
        while (true)
        {
            var result = await _socket.ReceiveAsync(_buffer.AsMemory(length), patience.Token);
            length += result.Count;
            if (result.EndOfMessage)
            {
                return (result.MessageType, _buffer[..length]);
            }
        }
    }
}
