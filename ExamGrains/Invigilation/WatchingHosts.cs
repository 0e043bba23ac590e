using Pinchang.Contracts.Exams;

namespace Pinchang.ExamGrains.Invigilation;

/// <summary>The web hosts with browsers of a sitting, and whose candidates have a line there. One that does not renew is dropped.</summary>
internal sealed class WatchingHosts
{
    public static readonly TimeSpan Expiry = TimeSpan.FromSeconds(60);
    private readonly Dictionary<Guid, Host> _hosts = [];

    public bool Any => _hosts.Count > 0;

    public void Renew(Guid hostId, IInvigilationObserver observer, DateTimeOffset now) =>
        _hosts[hostId] = new(observer, now, _hosts.TryGetValue(hostId, out var known) ? known.Present : []);

    public void Drop(Guid hostId) => _hosts.Remove(hostId);

    public void Present(Guid hostId, Guid[] sessionIds)
    {
        if (_hosts.TryGetValue(hostId, out var host))
        {
            _hosts[hostId] = host with { Present = [.. sessionIds] };
        }
    }

    public bool IsConnected(Guid sessionId) => _hosts.Values.Any(host => host.Present.Contains(sessionId));

    /// <summary>One-way to each host; no turn waits for one.</summary>
    public void Tell(Func<IInvigilationObserver, Task> call, DateTimeOffset now)
    {
        foreach (var (hostId, host) in _hosts.ToArray())
        {
            if (host.RenewedAt + Expiry <= now)
            {
                _hosts.Remove(hostId);
                continue;
            }

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
                _hosts.Remove(hostId);
            }
        }
    }

    private sealed record Host(IInvigilationObserver Observer, DateTimeOffset RenewedAt, HashSet<Guid> Present);
}
