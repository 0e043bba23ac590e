using System.Collections.Concurrent;
using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using Pinchang.Support.Media;

namespace Pinchang.Faults.Clients;

/// <summary>A fragment as it was sent, by the number it had then.</summary>
internal sealed record SentFragment(uint Sequence, DateTimeOffset At);

/// <summary>Publishes a picture in real time and takes it up again where the server says, as the desk's page does.</summary>
internal sealed class StreamPublisher(Uri api, string origin, Guid roomId, CookieContainer cookies) : IAsyncDisposable
{
    private const int FragmentMs = 120;
    private const int FragmentsPerGroup = 8;
    private readonly Guid _id = Guid.CreateVersion7();
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    public ConcurrentQueue<SentFragment> Sent { get; } = new();

    /// <summary>For each time the server took the stream up: the number it asked for. What lies below is kept.</summary>
    public ConcurrentQueue<uint> TakenUpAt { get; } = new();

    /// <summary>What the server said when it would not take the picture.</summary>
    public ConcurrentQueue<string> Refusals { get; } = new();

    public bool IsSending { get; private set; }

    public void Start() => _running = RunAsync();

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await SendAsync();
            }
            catch (Exception gone) when (gone is WebSocketException or IOException or OperationCanceledException or JsonException or InvalidOperationException)
            {
                IsSending = false;
            }

            await Task.Delay(300, CancellationToken.None);
        }

        IsSending = false;
    }

    private async Task SendAsync()
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", origin);
        socket.Options.Cookies = cookies;
        await socket.ConnectAsync(new Uri($"ws://{api.Authority}/media/rooms/{roomId}/publish?publisher={_id}"), _stop.Token);
        var welcome = await HearAsync(socket, _stop.Token);
        if (welcome.GetProperty("type").GetString() != "welcome")
        {
            throw new InvalidOperationException($"The publisher was refused: {welcome.GetRawText()}");
        }

        var sequence = welcome.GetProperty("nextSequence").GetUInt32();
        var mediaTime = welcome.GetProperty("mediaTime").GetInt64();
        TakenUpAt.Enqueue(sequence);
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        var listening = ListenAsync(socket, lost);
        try
        {
            await socket.SendAsync(StreamMaker.InitMessage(), WebSocketMessageType.Binary, true, lost.Token);
            using var clock = new PeriodicTimer(TimeSpan.FromMilliseconds(FragmentMs));
            for (var number = 0; ; number++, sequence++, mediaTime += FragmentMs)
            {
                var message = StreamMaker.FragmentMessage(sequence, mediaTime, key: number % FragmentsPerGroup == 0);
                await socket.SendAsync(message, WebSocketMessageType.Binary, true, lost.Token);
                Sent.Enqueue(new SentFragment(sequence, DateTimeOffset.UtcNow));
                IsSending = true;
                await clock.WaitForNextTickAsync(lost.Token);
            }
        }
        finally
        {
            await lost.CancelAsync();
            await listening;
        }
    }

    /// <summary>Ends the sending as soon as the server is gone or refuses.</summary>
    private async Task ListenAsync(ClientWebSocket socket, CancellationTokenSource lost)
    {
        try
        {
            while (true)
            {
                var said = await HearAsync(socket, lost.Token);
                if (said.GetProperty("type").GetString() == "refused")
                {
                    Refusals.Enqueue(said.GetRawText());
                }
            }
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or JsonException or InvalidOperationException)
        {
            await lost.CancelAsync();
        }
    }

    private static async Task<JsonElement> HearAsync(ClientWebSocket socket, CancellationToken cancellation)
    {
        var buffer = new byte[4096];
        var received = await socket.ReceiveAsync(buffer, cancellation);
        return received.MessageType == WebSocketMessageType.Close
            ? throw new InvalidOperationException($"closed: {socket.CloseStatusDescription}")
            : JsonDocument.Parse(buffer.AsMemory(0, received.Count)).RootElement;
    }
}
