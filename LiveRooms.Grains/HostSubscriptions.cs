using Pinchang.Contracts.LiveRooms;

namespace Pinchang.LiveRooms.Grains;

/// <summary>The hosts that have viewers of a room. One that does not renew in time, or cannot be called, is dropped.</summary>
internal sealed class HostSubscriptions
{
    public static readonly TimeSpan Expiry = TimeSpan.FromSeconds(60);
    private readonly Dictionary<Guid, Subscription> _hosts = [];

    public bool Any => _hosts.Count > 0;

    /// <summary>True when this activation did not know the host: another may have told it things, and nobody since.</summary>
    public bool Renew(Guid hostId, ILiveRoomObserver observer, DateTimeOffset now)
    {
        var isNew = !_hosts.ContainsKey(hostId);
        _hosts[hostId] = new(observer, now);
        return isNew;
    }

    public void Drop(Guid hostId) => _hosts.Remove(hostId);

    public void TellOne(Guid hostId, Func<ILiveRoomObserver, Task> call)
    {
        if (_hosts.TryGetValue(hostId, out var host))
        {
            _ = TellOneAsync(hostId, host, call);
        }
    }

    /// <summary>One-way to each host; no turn waits for one.</summary>
    public void Tell(Func<ILiveRoomObserver, Task> call, DateTimeOffset now)
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

    private async Task TellOneAsync(Guid hostId, Subscription host, Func<ILiveRoomObserver, Task> call)
    {
        try
        {
            await call(host.Observer);
        }
        catch (Exception)
        {
            // The host is gone; its browsers come back through another and ask for what they missed.
            if (_hosts.TryGetValue(hostId, out var now) && now == host)
            {
                _hosts.Remove(hostId);
            }
        }
    }

    private sealed record Subscription(ILiveRoomObserver Observer, DateTimeOffset RenewedAt);
}
