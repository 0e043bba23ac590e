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
        FairAtHost fair;
        bool? first;
        do
        {
            fair = _fairs.GetOrAdd(fairId, id => new(id, new FairListener(hub, time)));
            if (!socket.Enter(fair))
            {
                return;
            }

            first = fair.Enter(personId);
            if (first is null)
            {
                // It was let go in this very moment: the next one takes its place.
                socket.Forget(fair);
                _fairs.TryRemove(new(fairId, fair));
            }
        }
        while (first is null);

        if (!fair.IsSubscribed)
        {
            await RenewAsync(fair);
        }
        else if (first is true)
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
                fair.IsSubscribed = false;
                await TryAsync(fair, grain => grain.Unsubscribe(_hostId));
                if (fair.TryClose())
                {
                    _fairs.TryRemove(new(fair.Id, fair));
                    continue;
                }
            }

            // Also who came while it was being let go.
            await RenewAsync(fair);
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

    public void Forget(FairAtHost fair) => _entered.TryRemove(new(fair.Id, fair));
}

/// <summary>The people of one fair at this host, by how many sockets each has.</summary>
internal sealed class FairAtHost(Guid id, FairListener listener)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, int> _people = [];
    private bool _isClosed;

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

    /// <summary>Closes it for good while nobody is here: nobody enters a fair that its host tells no more.</summary>
    public bool TryClose()
    {
        lock (_gate)
        {
            return _isClosed = _people.Count == 0;
        }
    }

    /// <summary>True for the person's first socket; null when it is closed, and another one is to be entered.</summary>
    public bool? Enter(Guid person)
    {
        lock (_gate)
        {
            return _isClosed ? null : (_people[person] = _people.GetValueOrDefault(person) + 1) == 1;
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
