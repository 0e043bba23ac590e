using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Pinchang.Support.LiveRooms;

namespace Pinchang.Api.Tests.Broadcast;

/// <summary>A page in a room, speaking SignalR's JSON protocol as the browser's client does.</summary>
public sealed class RoomBrowser : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly ClientWebSocket _socket = new();
    private readonly Queue<JsonElement> _received = [];
    private readonly byte[] _buffer = new byte[256 * 1024];
    private int _calls;

    public WebSocketCloseStatus? Closed => _socket.CloseStatus;

    public static async Task<RoomBrowser> OpenAsync(RoomOnAir room, TestPerson? person, string origin = RoomOnAir.Origin)
    {
        var browser = new RoomBrowser();
        browser._socket.Options.SetRequestHeader("Origin", origin);
        browser._socket.Options.KeepAliveInterval = TimeSpan.Zero;
        if (person is not null)
        {
            browser._socket.Options.SetRequestHeader("X-Test-Person", person.ToString());
        }

        using var patience = new CancellationTokenSource(Patience);
        await browser._socket.ConnectAsync(new Uri($"ws://127.0.0.1:{room.Port}/hubs/live-room"), patience.Token);
        await browser.SendTextAsync("{\"protocol\":\"json\",\"version\":1}\u001e");
        (await browser.NextAsync()).ToString().ShouldBe("{}");
        return browser;
    }

    public Task<JsonElement> JoinAsync(Guid? roomId = null) => CallAsync("Join", roomId ?? RoomsInMemory.RoomId, "share");

    public async Task<JsonElement> CallAsync(string target, params object?[] arguments)
    {
        var id = await SendAsync(target, arguments);
        var answer = await FindAsync(record => record.TryGetProperty("invocationId", out var of) && of.GetString() == id);
        return answer.GetProperty("result");
    }

    public async Task<string> SendAsync(string target, params object?[] arguments)
    {
        var id = $"{++_calls}";
        await SendTextAsync(JsonSerializer.Serialize(new { type = 1, invocationId = id, target, arguments }) + "\u001e");
        return id;
    }

    public Task SendTextAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true);

    public async Task SendAsync(byte[] payload, WebSocketMessageType type, bool end)
    {
        using var patience = new CancellationTokenSource(Patience);
        await _socket.SendAsync(payload, type, end, patience.Token);
    }

    /// <summary>The arguments of the next call of a client method that fits.</summary>
    public async Task<JsonElement> EventAsync(string target, Func<JsonElement, bool>? fits = null)
    {
        var record = await FindAsync(record =>
            record.TryGetProperty("target", out var of) && of.GetString() == target && (fits is null || fits(record.GetProperty("arguments"))));
        return record.GetProperty("arguments");
    }

    /// <summary>The next batch that holds an item of the kind.</summary>
    public async Task<JsonElement> FeedAsync(string kind)
    {
        var arguments = await EventAsync("FeedReceived", arguments =>
            arguments[0].GetProperty("items").EnumerateArray().Any(item => item.GetProperty("kind").GetString() == kind));
        return arguments[0];
    }

    public async Task<WebSocketCloseStatus> CloseStatusAsync()
    {
        while (await ReceiveAsync())
        {
        }

        return _socket.CloseStatus.ShouldNotBeNull();
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>The next record that fits; those before it stay, since an answer and a batch come in either order.</summary>
    private async Task<JsonElement> FindAsync(Func<JsonElement, bool> fits)
    {
        var passed = new List<JsonElement>();
        while (true)
        {
            var record = await NextAsync();
            if (fits(record))
            {
                passed.AddRange(_received);
                _received.Clear();
                passed.ForEach(_received.Enqueue);
                return record;
            }

            passed.Add(record);
        }
    }

    private async Task<JsonElement> NextAsync()
    {
        while (_received.Count == 0)
        {
            (await ReceiveAsync()).ShouldBeTrue($"closed with {_socket.CloseStatus}");
        }

        return _received.Dequeue();
    }

    private async Task<bool> ReceiveAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var length = 0;
        ValueWebSocketReceiveResult result;
        do
        {
            result = await _socket.ReceiveAsync(_buffer.AsMemory(length), patience.Token);
            length += result.Count;
        }
        while (!result.EndOfMessage);

        if (result.MessageType == WebSocketMessageType.Close)
        {
            return false;
        }

        foreach (var record in Encoding.UTF8.GetString(_buffer, 0, length).Split('\u001e', StringSplitOptions.RemoveEmptyEntries))
        {
            _received.Enqueue(JsonDocument.Parse(record).RootElement.Clone());
        }

        return true;
    }
}
