using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Pinchang.Api.Accounts;

namespace Pinchang.Api.Hosting;

/// <summary>One open socket of a hub, and the sign-in that it stands on.</summary>
internal class HubSocket(HubCallerContext context, Guid sessionId)
{
    private const int MostSignals = 300;
    private static readonly TimeSpan SignalWindow = TimeSpan.FromSeconds(10);

    private long _windowAt;
    private int _signals;

    public string ConnectionId => context.ConnectionId;

    public Guid SessionId => sessionId;

    /// <summary>A call is set up with some dozens; whoever sends hundreds does something else. Calls of one connection follow each other.</summary>
    public bool MaySignal(TimeProvider time)
    {
        var now = time.GetTimestamp();
        if (_windowAt == 0 || time.GetElapsedTime(_windowAt, now) > SignalWindow)
        {
            (_windowAt, _signals) = (now, 0);
        }

        return ++_signals <= MostSignals;
    }

    public void Abort() => context.Abort();
}

/// <summary>Sockets of a kind on this host, as the page of operations counts them.</summary>
internal interface IOpenSockets
{
    int Open { get; }
}

/// <summary>Every open socket of a hub on this host: how many may be, and who must go when a sign-in is revoked.</summary>
internal sealed class HubSockets<TSocket> : IOpenSockets
    where TSocket : HubSocket
{
    private const int MostSockets = 40_000;
    private static readonly TimeSpan LastWord = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<string, TSocket> _open = new();
    private readonly Func<string, Task> _sayGoodBye;
    private readonly TimeProvider _time;

    /// <param name="sayGoodBye">Tells the browser of a connection that its sign-in is over.</param>
    public HubSockets(ISessionRegistry sessions, TimeProvider time, Func<string, Task> sayGoodBye)
    {
        (_sayGoodBye, _time) = (sayGoodBye, time);
        sessions.Revoked += Close;
    }

    public int Open => _open.Count;

    public bool Add(TSocket socket) => _open.Count < MostSockets && _open.TryAdd(socket.ConnectionId, socket);

    public bool Remove(TSocket socket) => _open.TryRemove(KeyValuePair.Create(socket.ConnectionId, socket));

    private void Close(Guid sessionId)
    {
        foreach (var (_, socket) in _open.Where(open => open.Value.SessionId == sessionId))
        {
            _ = CloseAsync(socket);
        }
    }

    private async Task CloseAsync(TSocket socket)
    {
        // The word may not arrive; the cut always does.
        using var patience = new CancellationTokenSource(LastWord, _time);
        try
        {
            await _sayGoodBye(socket.ConnectionId).WaitAsync(patience.Token);
        }
        catch (Exception)
        {
            // Whatever became of it: the browser asks again who it is and hears it there.
        }
        finally
        {
            socket.Abort();
        }
    }
}

internal static class HubSocketServices
{
    /// <summary>The longest signal of a call that is passed on, in characters.</summary>
    public const int LongestSignal = 16_000;

    // JSON may write a character as six.
    private const int MostBytes = (6 * LongestSignal) + 1024;

    /// <param name="sayGoodBye">Tells a browser that its sign-in is over.</param>
    public static IServiceCollection AddHubSockets<THub, TClient, TSocket>(this IServiceCollection services, Func<TClient, Task> sayGoodBye)
        where THub : Hub<TClient>
        where TClient : class
        where TSocket : HubSocket
    {
        // A hub that is not named here has the options of all hubs, whatever else is configured for it.
        services.AddSignalR().AddHubOptions<THub>(options => options.MaximumReceiveMessageSize = MostBytes);
        services.AddSingleton<IOpenSockets>(provider => provider.GetRequiredService<HubSockets<TSocket>>());
        return services.AddSingleton(provider =>
        {
            var hub = provider.GetRequiredService<IHubContext<THub, TClient>>();
            return new HubSockets<TSocket>(
                provider.GetRequiredService<ISessionRegistry>(),
                provider.GetRequiredService<TimeProvider>(),
                connectionId => sayGoodBye(hub.Clients.Client(connectionId)));
        });
    }
}
