using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Fairs;
using Pinchang.Domain.Fairs;
using Pinchang.Embedded;
using Pinchang.LiveRooms.Grains;

namespace Pinchang.Grains.Tests.Fairs;

/// <summary>A silo with one fair of two booths over <see cref="FairRows"/>, open since an hour; arguments are copied as a wire would.</summary>
internal sealed class FairSilo : IAsyncDisposable
{
    private readonly IHost _host;

    private FairSilo(IHost host, FairRows rows, ManualClock clock) => (_host, Rows, Clock) = (host, rows, clock);

    public FairRows Rows { get; }

    public ManualClock Clock { get; }

    public DateTimeOffset Now => Clock.GetUtcNow();

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public IFairGrain Fair => Grains.GetGrain<IFairGrain>(FairRows.FairId);

    public IBoothGrain Booth => Grains.GetGrain<IBoothGrain>(FairRows.BoothId);

    public IBoothGrain OtherBooth => Grains.GetGrain<IBoothGrain>(FairRows.OtherBoothId);

    public static Guid Id(int number) => RoomSilo.Id(number);

    /// <param name="rows">Those of a silo that is gone, or that lives on and does not know of this one.</param>
    public static async Task<FairSilo> StartAsync(FairRows? rows = null, TimeSpan? opensIn = null)
    {
        var clock = new ManualClock();
        rows ??= new(clock.GetUtcNow() + (opensIn ?? -TimeSpan.FromHours(1)));
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton<IBoothStore>(rows);
        builder.Services.AddSingleton<IBoothLog>(rows);
        builder.Services.AddSingleton<IFairClaims>(rows);
        builder.UseOrleans(silo => silo.Configure<EmbeddedEngineOptions>(engine =>
        {
            engine.CopyMessages = true;
            engine.GrainAssemblies.Add(typeof(RoomGrains).Assembly);
        }));
        var host = builder.Build();
        await host.StartAsync();
        return new(host, rows, clock);
    }

    /// <summary>A web host with a line to these people; keep it, the silo holds it weakly.</summary>
    public async Task<HearingHall> ListenAsync(int number, params Guid[] people)
    {
        var host = new HearingHall(Id(number), Grains);
        await Fair.Subscribe(host.Id, people, host.Reference);
        return host;
    }

    public BoothActor Candidate(int number) => new(Id(number), $"求职者{number}", false, false, Now);

    public BoothActor Staff(Guid id) => new(id, "招聘官", true, false, Now);

    public Task<Outcome<QueuePlace>> TakeAsync(int candidate, IBoothGrain? booth = null, int slot = 1) =>
        (booth ?? Booth).TakeNumber(new(Candidate(candidate), Guid.NewGuid(), slot, null, false));

    public Task<Outcome<TalkStanding>> CallAsync(IBoothGrain? booth = null, Guid? recruiter = null) =>
        (booth ?? Booth).CallNext(new(Staff(recruiter ?? FairRows.Recruiter), Guid.NewGuid()));

    public async Task<QueueEntry?> EntryAsync(int candidate, IBoothGrain? booth = null) =>
        (await (booth ?? Booth).GetSnapshot())!.Queue.SingleOrDefault(entry => entry.CandidateId == Id(candidate));

    /// <summary>Lets time pass in steps in which the ticks of fair and booths keep up.</summary>
    public async Task PassAsync(TimeSpan by)
    {
        for (var left = by; left > TimeSpan.Zero; left -= TimeSpan.FromSeconds(1))
        {
            await Clock.AdvanceAsync(left < TimeSpan.FromSeconds(1) ? left : TimeSpan.FromSeconds(1));
            await Task.Delay(2);
        }
    }

    /// <summary>Waits, in real time, for what is on its way between the grains.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds, string what)
    {
        var held = await holds();
        for (var i = 0; i < 400 && !held; i++)
        {
            await Task.Delay(5);
            held = await holds();
        }

        held.ShouldBeTrue(what);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(new CancellationTokenSource(TimeSpan.FromSeconds(5)).Token);
        _host.Dispose();
    }
}

/// <summary>Hears what the fair tells its hosts.</summary>
internal sealed class HearingHall : IFairObserver
{
    private readonly Lock _gate = new();
    private readonly List<FairTidings> _heard = [];

    public HearingHall(Guid id, IGrainFactory grains) => (Id, Reference) = (id, grains.CreateObjectReference<IFairObserver>(this));

    public Guid Id { get; }

    public IFairObserver Reference { get; }

    public FairTidings[] Heard
    {
        get
        {
            lock (_gate)
            {
                return [.. _heard];
            }
        }
    }

    public IEnumerable<AddressedPlace> Places => Heard.SelectMany(tidings => tidings.Change?.Places ?? []);

    public Task Told(FairTidings tidings)
    {
        lock (_gate)
        {
            _heard.Add(tidings);
        }

        return Task.CompletedTask;
    }
}
