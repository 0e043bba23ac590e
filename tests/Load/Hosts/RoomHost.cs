using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Hosting;
using Pinchang.Api.Accounts;
using Pinchang.Api.Hosting;
using Pinchang.Api.LiveRooms.Broadcast;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Domain.LiveRooms;
using Pinchang.Embedded;
using Pinchang.LiveRooms.Grains;
using Pinchang.Load.Fanout;
using Pinchang.Load.Peers;
using Pinchang.Support.LiveRooms;

namespace Pinchang.Load.Hosts;

/// <summary>
/// The product's room without the rest of the product: its Kestrel settings, its handshake, hub, broadcaster, grain and engine, with
/// rows kept in memory, so that what is measured is the room and not the disk.
/// </summary>
internal static class RoomHost
{
    private static readonly RoomActor Presenter = new(new Guid("01981f2e-7a3c-7d10-9c5e-000000000001"), "presenter", Staff: true);

    public static async Task RunAsync(LoadOptions options)
    {
        var builder = QuietHost.CreateBuilder(options.Port);
        builder.Configuration["PINCHANG_WEB_ORIGIN"] = Side.Origin;
        builder.UseOrleans(silo => silo.Configure<EmbeddedEngineOptions>(engine => engine.GrainAssemblies.Add(typeof(RoomGrains).Assembly)));
        var rooms = new RoomsInMemory();
        builder.Services.AddDataProtection();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<WebOrigin>();
        builder.Services.AddSingleton<IRoomStore>(rooms);
        builder.Services.AddSingleton<IRoomLog>(rooms);
        builder.Services.AddSingleton<ISessionRegistry, NobodySignsOut>();
        builder.Services.Configure<JsonOptions>(json => JsonDefaults.Apply(json.SerializerOptions));
        builder.Services.AddRoomBroadcast();
        var app = builder.Build();
        app.MapRoomSockets();

        var grain = app.Services.GetRequiredService<IGrainFactory>().GetGrain<ILiveRoomGrain>(RoomsInMemory.RoomId);
        var feed = new DirectFeed(app.Services);
        var crowd = new SpeakingCrowd(grain);
        new PublishControl(feed.PublishAsync, crowd.SayAsync, PushAsync).Map(app);
        ViewerTokens.Map(app);
        app.MapPost("/control/likes", async () => (await grain.GetSnapshot())!.Audience.Likes);

        await app.StartAsync();
        var live = await grain.GoLive(new GoLive(Presenter));
        await grain.ReportStream(new ReportStream(live.Value!.SessionId, StreamState.Live, 0));
        Console.WriteLine("ready");
        await ((IHost)app).WaitForShutdownAsync();

        async Task PushAsync(string title)
        {
            rooms.JobTitle = title;
            var outcome = await grain.PushJob(new PushJob(Presenter, RoomsInMemory.JobId, null, Guid.CreateVersion7()));
            if (outcome.Refusal is { } refusal)
            {
                throw new InvalidOperationException($"The room refused a card: {refusal.Code}");
            }
        }
    }

    /// <summary>One frame per message: gives the broadcaster what the room would give it, and waits
    /// while more than one write of it has not begun (the bare one may be 64 KB ahead at each viewer, in Kestrel's own buffers).</summary>
    private sealed class DirectFeed(IServiceProvider services)
    {
        private const int MostAhead = 8 * 1024;

        private long _sequence;

        public async Task PublishAsync(string text)
        {
            var rooms = services.GetRequiredService<RoomBroadcasters>();
            var room = rooms.Find(RoomsInMemory.RoomId)!;
            _sequence = _sequence == 0 ? (await room.Grain.GetSnapshot())!.Sequence : _sequence;
            await room.FeedPublished(new FeedBatch { RoomId = RoomsInMemory.RoomId, After = _sequence, Items = [Line(++_sequence, text)] });
            while (room.Backlog > MostAhead || BroadcastMetrics.LaggingNow > 0)
            {
                await Task.Delay(1);
            }
        }

        private static ChatPosted Line(long sequence, string text) => new()
        {
            Sequence = sequence,
            At = DateTimeOffset.UtcNow,
            Message = new ChatMessage
            {
                Id = Presenter.UserId,
                AuthorId = Presenter.UserId,
                Author = "listener",
                Staff = false,
                Text = text,
                At = DateTimeOffset.UtcNow,
            },
        };
    }

    /// <summary>Chat through the grain, as many people, since one person may not say five lines in ten seconds.</summary>
    private sealed class SpeakingCrowd(ILiveRoomGrain grain)
    {
        private readonly RoomActor[] _people = [.. Enumerable.Range(0, 2_000).Select(i => new RoomActor(Guid.CreateVersion7(), $"listener{i}", Staff: false))];
        private int _next;

        public async Task SayAsync(string text)
        {
            var outcome = await grain.SendChat(new SendChat(_people[_next++ % _people.Length], Guid.CreateVersion7(), text));
            if (outcome.Refusal is { } refusal)
            {
                throw new InvalidOperationException($"The room refused a line: {refusal.Code} {string.Join(' ', refusal.Arguments)}");
            }
        }
    }
}
