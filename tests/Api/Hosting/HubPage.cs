using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Pinchang.Api.Hosting;

namespace Pinchang.Api.Tests.Hosting;

/// <summary>A page on a hub, speaking SignalR's JSON protocol as the browser's client does.</summary>
public class HubPage : IAsyncDisposable
{
    private const char End = '\u001e';

    private readonly WebSocket _socket;
    private readonly List<JsonElement> _received = [];
    private readonly List<JsonElement> _passed = [];
    private byte[] _buffer = new byte[64 * 1024];
    private int _calls;

    protected HubPage(WebSocket socket) => _socket = socket;

    protected static TimeSpan Patience { get; } = TimeSpan.FromSeconds(15);

    public static async Task<HubPage> OpenAsync(ApiFixture api, string hub, string? cookie, string origin = ApiFixture.Origin)
    {
        var page = new HubPage(await (api.Listens ? DialAsync(api, hub, cookie, origin) : ReachAsync(api, hub, cookie, origin)));
        await page.ShakeHandsAsync();
        return page;
    }

    /// <summary>What a hub method answers; the whole record when it failed.</summary>
    public async Task<JsonElement> CallAsync(string target, params object?[] arguments)
    {
        var id = await SendAsync(target, arguments);
        var answer = await FindAsync(record => record.TryGetProperty("invocationId", out var of) && of.GetString() == id);
        return answer.TryGetProperty("result", out var result) ? result : answer;
    }

    public async Task<string> SendAsync(string target, params object?[] arguments)
    {
        var id = $"{++_calls}";
        await SendTextAsync(JsonSerializer.Serialize(new { type = 1, invocationId = id, target, arguments }, JsonDefaults.Options) + End);
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

    /// <summary>The next call of any of these client methods.</summary>
    public async Task<(string Target, JsonElement Arguments)> AnyEventAsync(params string[] targets)
    {
        var record = await FindAsync(record => record.TryGetProperty("target", out var of) && targets.Contains(of.GetString()));
        return (record.GetProperty("target").GetString()!, record.GetProperty("arguments"));
    }

    /// <summary>Whether such a call came before what was found last.</summary>
    public bool HasPassed(string target) => _passed.Exists(record => record.TryGetProperty("target", out var of) && of.GetString() == target);

    public async Task<WebSocketCloseStatus> CloseStatusAsync()
    {
        while (await ReceiveAsync())
        {
        }

        return _socket.CloseStatus.ShouldNotBeNull();
    }

    /// <summary>Reads until the line is cut.</summary>
    public async Task EndAsync()
    {
        try
        {
            await FindAsync(_ => false);
        }
        catch (Exception exception) when (exception is EndOfStreamException or WebSocketException or IOException)
        {
        }
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    protected async Task ShakeHandsAsync()
    {
        await SendTextAsync($$"""{"protocol":"json","version":1}{{End}}""");
        await FindAsync(record => record.ToString() == "{}");
    }

    private static async Task<WebSocket> DialAsync(ApiFixture api, string hub, string? cookie, string origin)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", origin);
        socket.Options.SetRequestHeader("Cookie", cookie);
        using var patience = new CancellationTokenSource(Patience);
        await socket.ConnectAsync(new UriBuilder(api.Address) { Scheme = "ws", Path = hub }.Uri, patience.Token);
        return socket;
    }

    private static Task<WebSocket> ReachAsync(ApiFixture api, string hub, string? cookie, string origin)
    {
        var sockets = api.Factory.Server.CreateWebSocketClient();
        sockets.ConfigureRequest = request =>
        {
            request.Headers.Origin = origin;
            request.Headers.Cookie = cookie;
        };
        return sockets.ConnectAsync(new($"ws://localhost{hub}"), CancellationToken.None);
    }

    /// <summary>The next record that fits; those before it stay, since an answer and a call come in either order.</summary>
    private async Task<JsonElement> FindAsync(Func<JsonElement, bool> fits)
    {
        if (Take(_passed, fits) is { } earlier)
        {
            return earlier;
        }

        while (true)
        {
            while (_received.Count == 0)
            {
                if (!await ReceiveAsync())
                {
                    throw new EndOfStreamException($"closed with {_socket.CloseStatus}");
                }
            }

            var record = _received[0];
            _received.RemoveAt(0);
            if (fits(record))
            {
                return record;
            }

            _passed.Add(record);
        }
    }

    private static JsonElement? Take(List<JsonElement> records, Func<JsonElement, bool> fits)
    {
        if (records.FindIndex(record => fits(record)) is not (>= 0 and var index))
        {
            return null;
        }

        var found = records[index];
        records.RemoveAt(index);
        return found;
    }

    private async Task<bool> ReceiveAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var length = 0;
        ValueWebSocketReceiveResult result;
        do
        {
            if (length == _buffer.Length)
            {
                Array.Resize(ref _buffer, length * 2);
            }

            result = await _socket.ReceiveAsync(_buffer.AsMemory(length), patience.Token);
            length += result.Count;
        }
        while (!result.EndOfMessage);

        if (result.MessageType == WebSocketMessageType.Close)
        {
            return false;
        }

        foreach (var record in Encoding.UTF8.GetString(_buffer, 0, length).Split(End, StringSplitOptions.RemoveEmptyEntries))
        {
            using var parsed = JsonDocument.Parse(record);
            _received.Add(parsed.RootElement.Clone());
        }

        return true;
    }
}
