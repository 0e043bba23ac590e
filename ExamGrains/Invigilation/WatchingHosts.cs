using Pinchang.Contracts.Exams;

namespace Pinchang.ExamGrains.Invigilation;

/// <summary>The web hosts with browsers of a sitting, and whose candidates have a line there. One that does not renew is dropped.</summary>
/// <param name="changed">Hears of sessions whose line came or went.</param>
internal sealed class WatchingHosts(Action<IEnumerable<Guid>> changed)
{
    public static readonly TimeSpan Expiry = TimeSpan.FromSeconds(60);
    private readonly Dictionary<Guid, Host> _hosts = [];

    public bool Any => _hosts.Count > 0;

    /// <summary>Somebody looks at the wall.</summary>
    public bool AreStaffed => _hosts.Values.Any(host => host.Staffed);

    public void Renew(Guid hostId, IInvigilationObserver observer, DateTimeOffset now) =>
        _hosts[hostId] = _hosts.TryGetValue(hostId, out var known)
            ? known with { Observer = observer, RenewedAt = now }
            : new(observer, now, [], Staffed: false);

    public void Drop(Guid hostId)
    {
        if (_hosts.Remove(hostId, out var host))
        {
            changed(host.Present);
        }
    }

    public void DropSilent(DateTimeOffset now)
    {
        foreach (var (hostId, host) in _hosts.ToArray())
        {
            if (host.RenewedAt + Expiry <= now)
            {
                Drop(hostId);
            }
        }
    }

    public void Present(Guid hostId, HostPresence present)
    {
        if (_hosts.TryGetValue(hostId, out var host))
        {
            HashSet<Guid> sessions = [.. present.SessionIds];
            _hosts[hostId] = host with { Present = sessions, Staffed = present.Staffed };
            changed(host.Present.Where(id => !sessions.Contains(id)).Concat(sessions.Where(id => !host.Present.Contains(id))));
        }
    }

    public bool IsConnected(Guid sessionId) => _hosts.Values.Any(host => host.Present.Contains(sessionId));

    /// <summary>One-way to each host; no turn waits for one.</summary>
    public void Tell(Func<IInvigilationObserver, Task> call)
    {
        foreach (var (hostId, host) in _hosts.ToArray())
        {
            _ = TellOneAsync(hostId, host, call);
        }
    }

    public void TellOne(Guid hostId, Func<IInvigilationObserver, Task> call)
    {
        if (_hosts.TryGetValue(hostId, out var host))
        {
            _ = TellOneAsync(hostId, host, call);
        }
    }

    private async Task TellOneAsync(Guid hostId, Host host, Func<IInvigilationObserver, Task> call)
    {
        try
        {
            await call(host.Observer);
        }
        catch (Exception)
        {
            // The host is gone; its browsers come back through another and read the wall again.
            if (_hosts.TryGetValue(hostId, out var now) && now.Observer == host.Observer)
            {
                Drop(hostId);
            }
        }
    }

    private sealed record Host(IInvigilationObserver Observer, DateTimeOffset RenewedAt, HashSet<Guid> Present, bool Staffed);
}
