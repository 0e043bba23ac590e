using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Pinchang.Api.Hosting;
using Pinchang.Api.Tests.Hosting;

namespace Pinchang.Api.Tests.Exams.Invigilation;

/// <summary>A page on <c>/hubs/exam</c>, speaking SignalR's JSON protocol as the browser's client does.</summary>
internal sealed class ExamPage : IAsyncDisposable
{
    private const char End = '\u001e';
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly WebSocket _socket;
    private readonly List<JsonElement> _passed = [];
    private readonly byte[] _buffer = new byte[256 * 1024];
    private string _text = "";
    private int _calls;

    private ExamPage(WebSocket socket) => _socket = socket;

    public static async Task<ExamPage> OpenAsync(WatchScene scene, Person? person, string origin = ApiFixture.Origin)
    {
        var sockets = scene.Api.Factory.Server.CreateWebSocketClient();
        sockets.ConfigureRequest = request =>
        {
            request.Headers.Origin = origin;
            if (person is not null)
            {
                request.Headers.Cookie = person.Cookie();
            }
        };
        using var patience = new CancellationTokenSource(Patience);
        var page = new ExamPage(await sockets.ConnectAsync(new("ws://localhost/hubs/exam"), patience.Token));
        await page.SendAsync("""{"protocol":"json","version":1}""");
        await page.FindAsync(record => record.ToString() == "{}");
        return page;
    }

    /// <summary>What a hub method answers; the whole record when it failed.</summary>
    public async Task<JsonElement> CallAsync(string target, params object?[] arguments)
    {
        var id = $"{++_calls}";
        await SendAsync(JsonSerializer.Serialize(new { type = 1, invocationId = id, target, arguments }, JsonDefaults.Options));
        var answer = await FindAsync(record => record.TryGetProperty("invocationId", out var of) && of.GetString() == id);
        return answer.TryGetProperty("result", out var result) ? result : answer;
    }

    /// <summary>The arguments of the next call of a client method that fits.</summary>
    public async Task<JsonElement> EventAsync(string target, Func<JsonElement, bool>? fits = null) => (await FindAsync(record =>
        record.TryGetProperty("target", out var of) && of.GetString() == target
        && (fits is null || fits(record.GetProperty("arguments"))))).GetProperty("arguments");

    /// <summary>Whether such a call came before what was found last.</summary>
    public bool HasPassed(string target) => _passed.Exists(record => record.TryGetProperty("target", out var of) && of.GetString() == target);

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
        return ValueTask.CompletedTask;
    }

    private async Task SendAsync(string text)
    {
        using var patience = new CancellationTokenSource(Patience);
        await _socket.SendAsync(Encoding.UTF8.GetBytes(text + End), WebSocketMessageType.Text, true, patience.Token);
    }

    private async Task<JsonElement> FindAsync(Func<JsonElement, bool> fits)
    {
        if (_passed.FindIndex(record => fits(record)) is >= 0 and var index)
        {
            var found = _passed[index];
            _passed.RemoveAt(index);
            return found;
        }

        while (true)
        {
            var record = await NextAsync();
            if (fits(record))
            {
                return record;
            }

            _passed.Add(record);
        }
    }

    private async Task<JsonElement> NextAsync()
    {
        int end;
        while ((end = _text.IndexOf(End, StringComparison.Ordinal)) < 0)
        {
            using var patience = new CancellationTokenSource(Patience);
            var received = await _socket.ReceiveAsync(_buffer, patience.Token);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                throw new EndOfStreamException();
            }

            _text += Encoding.UTF8.GetString(_buffer, 0, received.Count);
        }

        using var record = JsonDocument.Parse(_text[..end]);
        _text = _text[(end + 1)..];
        return record.RootElement.Clone();
    }
}
