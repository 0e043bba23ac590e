using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;
using Pinchang.Contracts.Fairs;
using Pinchang.Domain.Fairs;

namespace Pinchang.LiveRooms.Grains.Fairs;

/// <summary>
/// What crosses a fair's booths: who is there and who is taken, told to the booths that they concern; and what happened at
/// booths, told to the hosts. Keeps nothing: hosts and booths say it all again within seconds.
/// </summary>
[Reentrant]
internal sealed class FairGrain(IFairClaims claims, TimeProvider time, ILogger<FairGrain> logger) : Grain, IFairGrain
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Reread = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan HostExpiry = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StayAwake = TimeSpan.FromMinutes(5);

    private readonly FairAttendance _attendance = new();
    private readonly Dictionary<Guid, Host> _hosts = [];
    private readonly Dictionary<Guid, BoothView> _booths = [];
    private readonly HashSet<Guid> _changed = [];
    private DateTimeOffset _readAt;
    private FairFigures? _told;

    private DateTimeOffset Now => time.GetUtcNow();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await ReadTakenAsync();
        this.RegisterGrainTimer(TickAsync, new GrainTimerCreationOptions(Tick, Tick) { Interleave = true });
    }

    public Task Subscribe(Guid hostId, Guid[] people, IFairObserver observer)
    {
        _hosts[hostId] = new(observer, Now);
        DelayDeactivation(StayAwake);
        return ReportAsync(_attendance.Renew(hostId, people, Now));
    }

    public Task Unsubscribe(Guid hostId) => DropAsync(hostId);

    public Task NotePresence(Guid hostId, Guid personId, bool present) => ReportAsync(_attendance.Note(hostId, personId, present, Now));

    public async Task BoothChanged(BoothChange change)
    {
        var boothId = change.Figures.BoothId;
        var before = _booths.GetValueOrDefault(boothId);
        var people = before?.People ?? [];
        Guid[] came = change.People is { } all ? [.. all.Except(people)] : change.Came;
        people = change.People?.ToHashSet() ?? people;
        people.ExceptWith(change.Went);
        people.UnionWith(change.Came);
        _booths[boothId] = new(change.Figures, people);
        if (before?.Figures != change.Figures)
        {
            _changed.Add(boothId);
        }

        Tell(new() { FairId = this.GetPrimaryKey(), Change = change });
        if (change.Taken is { } taken)
        {
            var changed = _attendance.Take(boothId, taken, out var fromElsewhere);
            await ReportAsync(changed, exceptTo: boothId);
            came = [.. came.Union(fromElsewhere)];
        }

        if (came.Length > 0)
        {
            await TellBoothAsync(boothId, Array.ConvertAll(came, AttendanceOf));
        }
    }

    public Task Post(FairNotice notice)
    {
        Tell(new() { FairId = this.GetPrimaryKey(), Notice = notice });
        return Task.CompletedTask;
    }

    public async Task PlanChanged()
    {
        foreach (var boothId in _booths.Keys.ToArray())
        {
            try
            {
                await GrainFactory.GetGrain<IBoothGrain>(boothId).PlanChanged();
            }
            catch (Exception exception)
            {
                logger.LogWarning(exception, "Booth {BoothId} could not be told of its plan and will look by itself", boothId);
            }
        }
    }

    public Task<AttendanceChange[]> Concerns(Guid boothId, Guid[] people)
    {
        if (_booths.TryGetValue(boothId, out var booth))
        {
            _booths[boothId] = booth with { People = [.. people] };
        }

        return Task.FromResult(Array.ConvertAll(people, AttendanceOf));
    }

    public Task<FairStanding> GetFigures() => Task.FromResult(new FairStanding(Figures(), [.. _booths.Values.Select(booth => booth.Figures)]));

    private async Task TickAsync()
    {
        var now = Now;
        foreach (var (hostId, host) in _hosts.ToArray())
        {
            if (host.RenewedAt + HostExpiry <= now)
            {
                await DropAsync(hostId);
            }
        }

        if (_hosts.Count > 0 && now - _readAt >= Reread)
        {
            await ReadTakenAsync();
        }

        var figures = Figures();
        if (_changed.Count == 0 && figures == _told)
        {
            return;
        }

        _told = figures;
        var booths = _changed.Select(id => _booths[id].Figures).ToArray();
        _changed.Clear();
        Tell(new() { FairId = this.GetPrimaryKey(), Booths = booths, Figures = figures });
    }

    /// <summary>The rows are right where what was heard is not.</summary>
    private async Task ReadTakenAsync()
    {
        _readAt = Now;
        var heard = _attendance.Heard;
        try
        {
            await ReportAsync(_attendance.Correct(await claims.ReadTakenAsync(this.GetPrimaryKey(), CancellationToken.None), heard));
        }
        catch (Exception exception)
        {
            logger.LogWarning(exception, "Fair {FairId} could not read who is in a talk", this.GetPrimaryKey());
        }
    }

    private Task DropAsync(Guid hostId)
    {
        _hosts.Remove(hostId);
        return ReportAsync(_attendance.Drop(hostId, Now));
    }

    /// <summary>Tells each booth about those of the people that it has.</summary>
    private async Task ReportAsync(Guid[] people, Guid? exceptTo = null)
    {
        if (people.Length == 0)
        {
            return;
        }

        foreach (var (boothId, booth) in _booths.ToArray())
        {
            var concerned = people.Where(booth.People.Contains).Select(AttendanceOf).ToArray();
            if (concerned.Length > 0 && boothId != exceptTo)
            {
                await TellBoothAsync(boothId, concerned);
            }
        }
    }

    private async Task TellBoothAsync(Guid boothId, AttendanceChange[] changes)
    {
        try
        {
            await GrainFactory.GetGrain<IBoothGrain>(boothId).NoteAttendance(changes);
        }
        catch (Exception exception)
        {
            // It asks by itself within seconds.
            logger.LogWarning(exception, "Booth {BoothId} could not be told who is there", boothId);
        }
    }

    private AttendanceChange AttendanceOf(Guid person) => _attendance.Of(person, Now);

    private FairFigures Figures() => new()
    {
        Online = _attendance.Online,
        Waiting = _booths.Values.Sum(booth => booth.Figures.Waiting),
        Talking = _booths.Values.Sum(booth => booth.Figures.Talking),
        TalksDone = _booths.Values.Sum(booth => booth.Figures.TalksDone),
    };

    private void Tell(FairTidings tidings)
    {
        foreach (var (hostId, host) in _hosts.ToArray())
        {
            _ = TellHostAsync(hostId, host, tidings);
        }
    }

    private async Task TellHostAsync(Guid hostId, Host host, FairTidings tidings)
    {
        try
        {
            await host.Observer.Told(tidings);
        }
        catch (Exception)
        {
            // The host is gone; its browsers come back through another and read what they missed.
            if (_hosts.GetValueOrDefault(hostId) == host)
            {
                await DropAsync(hostId);
            }
        }
    }

    private sealed record Host(IFairObserver Observer, DateTimeOffset RenewedAt);

    private sealed record BoothView(BoothFigures Figures, HashSet<Guid> People);
}
