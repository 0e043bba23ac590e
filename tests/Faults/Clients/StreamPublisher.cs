using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.WebSockets;
using System.Text.Json;

namespace Pinchang.Faults.Clients;

/// <summary>A fragment as it was sent: when, and where it stands in the picture.</summary>
internal sealed record SentFragment(int Number, DateTimeOffset At);

/// <summary>Publishes a picture in real time and takes it up again where the server says, as the desk's page does.</summary>
internal sealed class StreamPublisher(Uri api, string origin, Guid roomId, CookieContainer cookies, SyntheticPicture picture)
    : IAsyncDisposable
{
    private readonly Guid _id = Guid.CreateVersion7();
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;
    private int _next;

    public ConcurrentQueue<SentFragment> Sent { get; } = new();

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
        while (!_stop.IsCancellationRequested && _next < picture.Fragments.Count)
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
        var welcome = await HearAsync(socket);
        if (welcome.GetProperty("type").GetString() != "welcome")
        {
            throw new InvalidOperationException($"The publisher was refused: {welcome.GetRawText()}");
        }

        var sequence = welcome.GetProperty("nextSequence").GetUInt32();
        var mediaTime = welcome.GetProperty("mediaTime").GetInt64();
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        var listening = ListenAsync(socket, lost);
        await SayAsync(socket, 1, sequence++, mediaTime, picture.Init, lost.Token);
        using var clock = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (_next < picture.Fragments.Count)
        {
            await SayAsync(socket, 2, sequence++, mediaTime, picture.Fragments[_next], lost.Token);
            Sent.Enqueue(new SentFragment(_next, DateTimeOffset.UtcNow));
            IsSending = true;
            _next++;
            mediaTime += 1000;
            await clock.WaitForNextTickAsync(lost.Token);
        }

        await lost.CancelAsync();
        await listening;
    }

    /// <summary>Ends the sending as soon as the server is gone or refuses.</summary>
    private static async Task ListenAsync(ClientWebSocket socket, CancellationTokenSource lost)
    {
        try
        {
            while (true)
            {
                await HearAsync(socket, lost.Token);
            }
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or JsonException or InvalidOperationException)
        {
            await lost.CancelAsync();
        }
    }

    private static async Task<JsonElement> HearAsync(ClientWebSocket socket, CancellationToken cancellation = default)
    {
        var buffer = new byte[4096];
        var received = await socket.ReceiveAsync(buffer, cancellation);
        return received.MessageType == WebSocketMessageType.Close
            ? throw new InvalidOperationException($"closed: {socket.CloseStatusDescription}")
            : JsonDocument.Parse(buffer.AsMemory(0, received.Count)).RootElement;
    }

    private static async Task SayAsync(ClientWebSocket socket, byte kind, uint sequence, long mediaTime, byte[] bytes, CancellationToken cancellation)
    {
        var message = new byte[16 + bytes.Length];
        message[0] = kind;
        BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(4), sequence);
        BinaryPrimitives.WriteInt64BigEndian(message.AsSpan(8), mediaTime);
        bytes.CopyTo(message, 16);
        await socket.SendAsync(message, WebSocketMessageType.Binary, true, cancellation);
    }
}
