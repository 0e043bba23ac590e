using System.Collections.Concurrent;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Pinchang.Faults.Clients;

/// <summary>One item as a viewer got it, in the order it got them.</summary>
internal sealed record SeenItem(long Sequence, string Kind, string Body);

/// <summary>
/// A viewer as the page is one: joins by the hub, keeps what it sees, sees gaps and reads them from the feed, and comes
/// back by itself when the connection is gone.
/// </summary>
internal sealed class RoomViewer(Uri api, string origin, Guid roomId, CookieContainer? cookies = null) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly HttpClient _http = new() { BaseAddress = api, Timeout = TimeSpan.FromSeconds(5) };
    private Task _running = Task.CompletedTask;
    private long _sequence;

    public ConcurrentQueue<SeenItem> Seen { get; } = new();

    /// <summary>The sequence that the first snapshot held: what lies before was not this viewer's to see.</summary>
    public long JoinedAt { get; private set; } = -1;

    public bool IsJoined { get; private set; }

    public int Joins { get; private set; }

    public long Latest => Volatile.Read(ref _sequence);

    public void Start() => _running = RunAsync();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _http.Dispose();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await WatchAsync();
            }
            catch (Exception gone) when (gone is WebSocketException or HttpRequestException or IOException or OperationCanceledException or JsonException or InvalidOperationException)
            {
                IsJoined = false;
            }

            await Task.Delay(200, CancellationToken.None);
        }
    }

    private async Task WatchAsync()
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", origin);
        if (cookies is not null)
        {
            socket.Options.Cookies = cookies;
        }

        await socket.ConnectAsync(new Uri($"ws://{api.Authority}/hubs/live-room"), _stop.Token);
        await SayAsync(socket, """{"protocol":"json","version":1}""");
        await SayAsync(socket, $$"""{"type":1,"invocationId":"1","target":"Join","arguments":["{{roomId}}","direct"]}""");
        var buffer = new byte[256 * 1024];
        var text = new StringBuilder();
        while (socket.State == WebSocketState.Open)
        {
            var received = await socket.ReceiveAsync(buffer, _stop.Token);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                break;
            }

            text.Append(Encoding.UTF8.GetString(buffer, 0, received.Count));
            if (!received.EndOfMessage)
            {
                continue;
            }

            foreach (var record in text.ToString().Split('\u001e', StringSplitOptions.RemoveEmptyEntries))
            {
                await HearAsync(JsonDocument.Parse(record).RootElement);
            }

            text.Clear();
        }

        IsJoined = false;
    }

    private async Task HearAsync(JsonElement message)
    {
        if (!message.TryGetProperty("type", out var type))
        {
            return;
        }

        if (type.GetInt32() == 3)
        {
            if (!message.TryGetProperty("result", out var result) || !result.TryGetProperty("value", out var snapshot))
            {
                throw new InvalidOperationException($"The room did not let in: {message}");
            }

            var sequence = snapshot.GetProperty("sequence").GetInt64();
            Joins++;
            if (JoinedAt < 0)
            {
                JoinedAt = sequence;
                _sequence = sequence;
            }
            else
            {
                // Back again: what happened meanwhile is read from the feed, as a page does that must not miss a card.
                await CatchUpAsync();
            }

            IsJoined = true;
        }
        else if (type.GetInt32() == 1 && message.GetProperty("target").GetString() == "FeedReceived")
        {
            var batch = message.GetProperty("arguments")[0];
            var after = batch.GetProperty("after").GetInt64();
            var skipped = batch.TryGetProperty("skipped", out var left) ? left.GetInt32() : 0;
            if (batch.GetProperty("items").GetArrayLength() > 0 && after > _sequence && skipped == 0)
            {
                await CatchUpAsync();
            }

            Take(batch.GetProperty("items"));
        }
    }

    private async Task CatchUpAsync()
    {
        for (var more = true; more;)
        {
            using var response = await _http.GetAsync($"/api/live-rooms/{roomId}/feed?after={_sequence}", _stop.Token);
            response.EnsureSuccessStatusCode();
            var page = JsonDocument.Parse(await response.Content.ReadAsStringAsync(_stop.Token)).RootElement;
            Take(page.GetProperty("items"));
            more = page.GetProperty("more").GetBoolean();
        }
    }

    private void Take(JsonElement items)
    {
        foreach (var item in items.EnumerateArray())
        {
            var sequence = item.GetProperty("sequence").GetInt64();
            if (sequence > _sequence)
            {
                _sequence = sequence;
                Seen.Enqueue(new SeenItem(sequence, item.GetProperty("kind").GetString()!, item.GetRawText()));
            }
        }
    }

    private Task SayAsync(ClientWebSocket socket, string record) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(record + "\u001e"), WebSocketMessageType.Text, true, _stop.Token);
}
