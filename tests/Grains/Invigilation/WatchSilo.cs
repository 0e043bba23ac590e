using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Hosting;
using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Invigilation;
using Pinchang.Embedded;
using static Pinchang.Grains.Tests.RoomSilo;

namespace Pinchang.Grains.Tests.Invigilation;

/// <summary>A silo with the watch over one sitting of sixty candidates; arguments are copied as a wire would.</summary>
internal sealed class WatchSilo : IAsyncDisposable
{
    private readonly IHost _host;

    private WatchSilo(IHost host, WatchRows rows, ManualClock clock) => (_host, Rows, Clock) = (host, rows, clock);

    public WatchRows Rows { get; }

    public ManualClock Clock { get; }

    public DateTimeOffset Now => Clock.GetUtcNow();

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public IInvigilationGrain Watch => Grains.GetGrain<IInvigilationGrain>(WatchRows.SittingId);

    public static async Task<WatchSilo> StartAsync(WatchRows? rows = null)
    {
        var clock = new ManualClock();
        rows ??= new(clock.GetUtcNow());
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton<IInvigilationStore>(rows);
        builder.UseOrleans(silo => silo.Configure<EmbeddedEngineOptions>(engine =>
        {
            engine.CopyMessages = true;
            engine.GrainAssemblies.Add(System.Reflection.Assembly.Load("Pinchang.ExamGrains"));
        }));
        var host = builder.Build();
        await host.StartAsync();
        return new(host, rows, clock);
    }

    /// <summary>A web host with a line to these candidates; keep it, the silo holds it weakly.</summary>
    public Task<HearingDesk> ListenAsync(int number, params Guid[] present) => ListenAsync(number, true, present);

    public async Task<HearingDesk> ListenAsync(int number, bool staffed, params Guid[] present)
    {
        var host = new HearingDesk(Id(number));
        await Watch.Subscribe(host.Id, Grains.CreateObjectReference<IInvigilationObserver>(host));
        await Watch.Present(host.Id, new(present, staffed));
        return host;
    }

    /// <summary>A report of a candidate who works, as the session's grain makes it.</summary>
    public SessionReport Working(int seat) => new()
    {
        SessionId = WatchRows.Session(seat),
        SittingId = WatchRows.SittingId,
        At = Now,
        State = ExamSessionState.Started,
        Checks = new(true, IdentityState.Passed, null, true),
        Deadline = Now.Date.AddHours(16),
        Answered = 12,
        Questions = 100,
        DeviceName = "Chrome · Windows",
        SeenAt = Now,
        Heartbeat = new(1, 0, true, true, true, true, true),
    };

    public async Task<WallTile> TileAsync(int seat) =>
        (await Watch.GetWall())!.Tiles.Single(tile => tile.SessionId == WatchRows.Session(seat));

    /// <summary>Lets time pass until it holds, slowly enough for the ticks of the watch to keep up.</summary>
    public async Task PassUntilAsync(Func<bool> holds, string what)
    {
        for (var i = 0; i < 100 && !holds(); i++)
        {
            await Clock.AdvanceAsync(TimeSpan.FromMilliseconds(100));
            await Task.Delay(10);
        }

        holds().ShouldBeTrue(what);
    }

    /// <summary>Lets time pass, with all sixty heard of and recorded except those left out.</summary>
    public async Task PassAsync(TimeSpan by, params int[] except)
    {
        for (var left = by; left > TimeSpan.Zero; left -= TimeSpan.FromSeconds(10))
        {
            foreach (var seat in Enumerable.Range(1, WatchRows.Seats).Except(except))
            {
                await Watch.Report(Working(seat));
                await Watch.Note(Rows.Piece(seat, RecordingTrack.Camera, Now));
                await Watch.Note(Rows.Piece(seat, RecordingTrack.Screen, Now));
            }

            for (var second = 0; second < 10; second++)
            {
                await Clock.AdvanceAsync(TimeSpan.FromSeconds(1));
                await Task.Delay(10);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(new CancellationTokenSource(TimeSpan.FromSeconds(5)).Token);
        _host.Dispose();
    }
}

/// <summary>The rows of the watch, in memory.</summary>
internal sealed class WatchRows(DateTimeOffset now) : IInvigilationStore
{
    public const int Seats = 60;
    public static readonly Guid SittingId = Id(40);

    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, SessionEvent> _events = [];
    private readonly Dictionary<(Guid SessionId, RecordingTrack Track), DateTimeOffset> _pieces = [];

    public bool Away { get; set; }

    /// <summary>While set, whoever reads waits for it before getting what the rows were when the read began.</summary>
    public Task? Slow { get; set; }

    public Dictionary<int, ExamSessionState> States { get; } = [];

    public TimeSpan Extra { get; set; }

    public SessionEvent[] Events
    {
        get
        {
            lock (_gate)
            {
                return [.. _events.Values];
            }
        }
    }

    public static Guid Session(int seat) => Id(4000 + seat);

    public WatchFact Piece(int seat, RecordingTrack track, DateTimeOffset at)
    {
        lock (_gate)
        {
            _pieces[(Session(seat), track)] = at;
        }

        return new() { SessionId = Session(seat), At = at, Piece = track };
    }

    public async Task<WatchedSitting?> ReadAsync(Guid sittingId, CancellationToken cancellation)
    {
        if (sittingId != SittingId)
        {
            return null;
        }

        var watch = new SittingWatch
        {
            SittingId = SittingId,
            PaperId = Guid.Empty,
            ProjectId = Id(41),
            ProjectTitle = "2026年度公开招聘",
            Title = "综合知识",
            OpensAt = now.AddMinutes(-40),
            StartsAt = now.AddMinutes(-10),
            EndsAt = now.AddHours(2) + Extra,
            Recorded = true,
        };
        CandidateSight[] candidates = [.. Enumerable.Range(1, Seats).Select(Candidate)];
        if (Slow is { } slow)
        {
            await slow;
        }

        return new(watch, candidates);
    }

    public Task<IReadOnlySet<Guid>> RaiseAsync(IReadOnlyList<SessionEvent> raised, CancellationToken cancellation)
    {
        if (Away)
        {
            throw new IOException("The database is away.");
        }

        lock (_gate)
        {
            var open = raised.Where(happened => !States.Any(ended => Session(ended.Key) == happened.SessionId && ended.Value > ExamSessionState.Started)).ToArray();
            foreach (var happened in open)
            {
                _events.TryAdd(happened.Id, happened);
            }

            return Task.FromResult<IReadOnlySet<Guid>>(open.Select(happened => happened.Id).ToHashSet());
        }
    }

    public Task AppendAsync(SessionEvent happened, CancellationToken cancellation) => throw new NotSupportedException();

    private CandidateSight Candidate(int seat)
    {
        var sight = new CandidateSight
        {
            SessionId = Session(seat),
            Name = $"考生{seat}",
            TicketNumber = $"2026{seat:000000}",
            Seat = $"{seat:00}",
            State = States.GetValueOrDefault(seat, ExamSessionState.Started),
            Deadline = now.AddHours(2) + Extra,
            StartedAt = now.AddMinutes(-10),
            Identity = IdentityState.Passed,
        };
        lock (_gate)
        {
            sight = sight with { PieceAt = _pieces.Where(piece => piece.Key.SessionId == sight.SessionId).ToImmutableDictionary(piece => piece.Key.Track, piece => piece.Value) };
            return _events.Values.Where(happened => happened.SessionId == sight.SessionId).OrderBy(happened => happened.ReceivedAt)
                .Aggregate(sight, (known, happened) => known.After(new WatchFact { SessionId = known.SessionId, At = happened.At, Event = happened }));
        }
    }
}

/// <summary>Hears what the watch tells a web host.</summary>
internal sealed class HearingDesk(Guid id) : IInvigilationObserver
{
    private readonly Lock _gate = new();
    private readonly List<WallChange> _changes = [];
    private readonly List<CandidateHint> _hints = [];
    private readonly List<LookHint> _looks = [];
    private readonly List<SessionsStarted> _started = [];

    public Guid Id => id;

    public WallChange[] Changes => Copy(_changes);

    public CandidateHint[] Hints => Copy(_hints);

    public LookHint[] Looks => Copy(_looks);

    public SessionsStarted[] Started => Copy(_started);

    public WallTile? Last(int seat) =>
        Changes.SelectMany(change => change.Tiles).LastOrDefault(tile => tile.SessionId == WatchRows.Session(seat));

    public Task WallChanged(WallChange change) => Add(_changes, change);

    public Task CandidateTold(CandidateHint hint) => Add(_hints, hint);

    public Task LookTold(LookHint hint) => Add(_looks, hint);

    public Task SessionsStarted(SessionsStarted started) => Add(_started, started);

    private Task Add<T>(List<T> list, T item)
    {
        lock (_gate)
        {
            list.Add(item);
        }

        return Task.CompletedTask;
    }

    private T[] Copy<T>(List<T> list)
    {
        lock (_gate)
        {
            return [.. list];
        }
    }
}
