using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Orleans;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.Fairs;

namespace Pinchang.Api.Fairs.Live;

/// <summary>
/// The people at this host's sockets, by fair. Tells each fair when somebody's first socket comes and the last one goes, and
/// hears from it what to pass on.
/// </summary>
internal sealed class FairHosts(
    IGrainFactory grains, IHubContext<FairHub, IFairClient> hub, TimeProvider time, ILogger<FairHosts> logger)
{
    private readonly Guid _hostId = Guid.CreateVersion7(time.GetUtcNow());
    private readonly ConcurrentDictionary<Guid, FairAtHost> _fairs = new();

    public async Task LeaveAsync(FairSocket socket, Guid personId)
    {
        foreach (var fair in socket.Fairs)
        {
            if (fair.Leave(personId))
            {
                await TryAsync(fair, grain => grain.NotePresence(_hostId, personId, false));
            }
        }
    }

    public async Task EnterAsync(FairSocket socket, Guid personId, Guid fairId)
    {
        var fair = _fairs.GetOrAdd(fairId, id => new(id, new FairListener(hub, time)));
        if (!socket.Enter(fair))
        {
            return;
        }

        var first = fair.Enter(personId);
        if (!fair.IsSubscribed)
        {
            await RenewAsync(fair);
        }
        else if (first)
        {
            await TryAsync(fair, grain => grain.NotePresence(_hostId, personId, true));
        }
    }

    /// <summary>Says again to each fair who is here; fairs that nobody is at any more are let go.</summary>
    public async Task RenewAsync()
    {
        foreach (var fair in _fairs.Values)
        {
            if (fair.IsEmpty)
            {
                _fairs.TryRemove(fair.Id, out _);
                await TryAsync(fair, grain => grain.Unsubscribe(_hostId));
            }
            else
            {
                await RenewAsync(fair);
            }
        }
    }

    private Task RenewAsync(FairAtHost fair) => TryAsync(fair, async grain =>
    {
        fair.Reference ??= grains.CreateObjectReference<IFairObserver>(fair.Listener);
        await grain.Subscribe(_hostId, fair.People, fair.Reference);
        fair.IsSubscribed = true;
    });

    private async Task TryAsync(FairAtHost fair, Func<IFairGrain, Task> call)
    {
        try
        {
            await call(grains.GetGrain<IFairGrain>(fair.Id));
        }
        catch (Exception exception)
        {
            logger.LogWarning(exception, "Fair {FairId} is told again who is here", fair.Id);
        }
    }
}

/// <summary>One open socket of <c>/hubs/fair</c>, and the fairs that it has entered.</summary>
internal sealed class FairSocket(HubCallerContext context, Guid sessionId) : HubSocket(context, sessionId)
{
    private readonly ConcurrentDictionary<Guid, FairAtHost> _entered = new();

    public IEnumerable<FairAtHost> Fairs => _entered.Values;

    public bool Enter(FairAtHost fair) => _entered.TryAdd(fair.Id, fair);
}

/// <summary>The people of one fair at this host, by how many sockets each has.</summary>
internal sealed class FairAtHost(Guid id, FairListener listener)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, int> _people = [];

    public Guid Id { get; } = id;

    /// <summary>Held here: the engine holds observers weakly.</summary>
    public FairListener Listener { get; } = listener;

    public IFairObserver? Reference { get; set; }

    public bool IsSubscribed { get; set; }

    public Guid[] People
    {
        get
        {
            lock (_gate)
            {
                return [.. _people.Keys];
            }
        }
    }

    public bool IsEmpty
    {
        get
        {
            lock (_gate)
            {
                return _people.Count == 0;
            }
        }
    }

    /// <summary>True for the person's first socket.</summary>
    public bool Enter(Guid person)
    {
        lock (_gate)
        {
            return (_people[person] = _people.GetValueOrDefault(person) + 1) == 1;
        }
    }

    /// <summary>True for the person's last one.</summary>
    public bool Leave(Guid person)
    {
        lock (_gate)
        {
            return --_people[person] == 0 && _people.Remove(person);
        }
    }
}
