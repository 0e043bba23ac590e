using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Hosting;
using Pinchang.Contracts.Applications;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Domain.LiveRooms;
using Pinchang.Embedded;
using Pinchang.LiveRooms.Grains;

namespace Pinchang.Grains.Tests;

/// <summary>A silo with one room over <see cref="RoomRows"/>; arguments are copied as a wire would.</summary>
internal sealed class RoomSilo : IAsyncDisposable
{
    public static readonly RoomActor Presenter = new(Id(1), "主播小林", Staff: true);
    public static readonly RoomActor Viewer = new(Id(2), "小周", Staff: false);
    private readonly IHost _host;

    private RoomSilo(IHost host, RoomRows rows, ManualClock clock) => (_host, Rows, Clock) = (host, rows, clock);

    public RoomRows Rows { get; }

    public ManualClock Clock { get; }

    public Guid RoomId { get; } = Id(10);

    public ILiveRoomGrain Room => Grains.GetGrain<ILiveRoomGrain>(RoomId);

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public static Guid Id(int number) => new(number, 0, 0, new byte[8]);

    /// <param name="rows">Those of a silo that is gone: what a restarted process finds.</param>
    public static async Task<RoomSilo> StartAsync(RoomRows? rows = null)
    {
        rows ??= new(Id(10), Id(20));
        var clock = new ManualClock();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton<IRoomStore>(rows);
        builder.Services.AddSingleton<IRoomLog>(rows);
        builder.UseOrleans(silo => silo.Configure<EmbeddedEngineOptions>(engine =>
        {
            engine.CopyMessages = true;
            engine.GrainAssemblies.Add(typeof(RoomGrains).Assembly);
        }));
        var host = builder.Build();
        await host.StartAsync();
        return new(host, rows, clock);
    }

    public static async Task<RoomSilo> OnAirAsync()
    {
        var silo = await StartAsync();
        (await silo.Room.GoLive(new(Presenter))).IsAccepted.ShouldBeTrue();
        return silo;
    }

    /// <summary>A web host of the room; keep it, the silo holds it weakly.</summary>
    public async Task<HearingHost> ListenAsync(int number = 30)
    {
        var host = new HearingHost(Id(number));
        await Room.Subscribe(host.Id, Grains.CreateObjectReference<ILiveRoomObserver>(host));
        return host;
    }

    /// <summary>Waits, in real time, for what another thread is about to do.</summary>
    public static async Task UntilAsync(Func<bool> holds, string what)
    {
        for (var i = 0; i < 400 && !holds(); i++)
        {
            await Task.Delay(5);
        }

        holds().ShouldBeTrue(what);
    }

    /// <summary>Lets time pass until it holds.</summary>
    public async Task PassUntilAsync(Func<bool> holds, string what)
    {
        for (var i = 0; i < 400 && !holds(); i++)
        {
            await Clock.AdvanceAsync(TimeSpan.FromMilliseconds(100));
            await Task.Delay(5);
        }

        holds().ShouldBeTrue(what);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(new CancellationTokenSource(TimeSpan.FromSeconds(5)).Token);
        _host.Dispose();
    }
}

/// <summary>Hears what the room tells its hosts.</summary>
internal sealed class HearingHost(Guid id) : ILiveRoomObserver
{
    private readonly Lock _gate = new();
    private readonly List<FeedBatch> _batches = [];

    public Guid Id { get; } = id;

    public List<(ApplicationSummary Application, CardFunnel? Funnel)> Applications { get; } = [];

    public List<(Guid UserId, DateTimeOffset? Until, bool Removed)> Restricted { get; } = [];

    public IReadOnlyList<FeedBatch> Batches
    {
        get
        {
            lock (_gate)
            {
                return [.. _batches];
            }
        }
    }

    public FeedItem[] Items => [.. Batches.SelectMany(batch => batch.Items)];

    public Task FeedPublished(FeedBatch batch)
    {
        lock (_gate)
        {
            _batches.Add(batch);
        }

        return Task.CompletedTask;
    }

    public Task ApplicationArrived(Guid roomId, ApplicationSummary application, CardFunnel? funnel)
    {
        Applications.Add((application, funnel));
        return Task.CompletedTask;
    }

    public Task ViewerRestricted(Guid roomId, Guid userId, DateTimeOffset? until, bool removed, string? reason)
    {
        Restricted.Add((userId, until, removed));
        return Task.CompletedTask;
    }
}
