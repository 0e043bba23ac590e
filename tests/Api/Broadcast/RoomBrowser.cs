using System.Net.WebSockets;
using System.Text.Json;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Support.LiveRooms;

namespace Pinchang.Api.Tests.Broadcast;

/// <summary>A page in a room that is on air.</summary>
public sealed class RoomBrowser : HubPage
{
    private RoomBrowser(WebSocket socket)
        : base(socket)
    {
    }

    public static async Task<RoomBrowser> OpenAsync(RoomOnAir room, TestPerson? person, string origin = RoomOnAir.Origin)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", origin);
        socket.Options.KeepAliveInterval = TimeSpan.Zero;
        if (person is not null)
        {
            socket.Options.SetRequestHeader("X-Test-Person", person.ToString());
        }

        using var patience = new CancellationTokenSource(Patience);
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{room.Port}/hubs/live-room"), patience.Token);
        var browser = new RoomBrowser(socket);
        await browser.ShakeHandsAsync();
        return browser;
    }

    public Task<JsonElement> JoinAsync(Guid? roomId = null) => CallAsync("Join", roomId ?? RoomsInMemory.RoomId, "share");

    /// <summary>The line as it reaches this page; what others said before may stand before it.</summary>
    public async Task<JsonElement> LineAsync(string text)
    {
        static IEnumerable<JsonElement> Lines(JsonElement batch) => batch.GetProperty("items").EnumerateArray().Where(item => item.GetProperty("kind").GetString() == "chat");
        bool Says(JsonElement item) => item.GetProperty("message").GetProperty("text").GetString() == text;
        var arguments = await EventAsync("FeedReceived", arguments => Lines(arguments[0]).Any(Says));
        return Lines(arguments[0]).First(Says);
    }

    /// <summary>The next batch that holds an item of the kind.</summary>
    public async Task<JsonElement> FeedAsync(string kind)
    {
        var arguments = await EventAsync("FeedReceived", arguments =>
            arguments[0].GetProperty("items").EnumerateArray().Any(item => item.GetProperty("kind").GetString() == kind));
        return arguments[0];
    }
}
