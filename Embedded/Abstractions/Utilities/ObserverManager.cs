using System.Collections;
using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Orleans.Utilities;

/// <summary>The observers of one grain, known by their reference.</summary>
public class ObserverManager<TObserver>(TimeSpan expiration, ILogger log) : ObserverManager<IAddressable, TObserver>(expiration, log);

/// <summary>
/// The observers of one grain. One that has not subscribed again within the expiration is forgotten; one that fails is
/// dropped, since an observer must never cost the grain more than a failed call.
/// </summary>
public class ObserverManager<TIdentity, TObserver> : IEnumerable<TObserver>
    where TIdentity : notnull
{
    private readonly ConcurrentDictionary<TIdentity, Entry> _observers = new();
    private readonly ILogger _log;

    public ObserverManager(TimeSpan expiration, ILogger log)
    {
        ExpirationDuration = expiration;
        _log = log ?? throw new ArgumentNullException(nameof(log));

        // Inside a grain its silo's clock, so that a test which drives one clock drives this too.
        var time = RuntimeContext.Current?.Runtime.TimeProvider ?? TimeProvider.System;
        GetDateTime = () => time.GetUtcNow().UtcDateTime;
    }

    public Func<DateTime> GetDateTime { get; set; }

    public TimeSpan ExpirationDuration { get; set; }

    public int Count => _observers.Count;

    public IReadOnlyDictionary<TIdentity, TObserver> Observers => _observers.ToDictionary(pair => pair.Key, pair => pair.Value.Observer);

    public void Clear() => _observers.Clear();

    public void Subscribe(TIdentity id, TObserver observer) => _observers[id] = new(observer, GetDateTime());

    public void Unsubscribe(TIdentity id) => _observers.TryRemove(id, out _);

    /// <summary>Calls all at once and completes when all have answered or failed.</summary>
    public Task Notify(Func<TObserver, Task> notification, Func<TObserver, bool>? predicate = null)
    {
        ArgumentNullException.ThrowIfNull(notification);
        return Task.WhenAll(Living(predicate).Select(pair => NotifyOneAsync(pair.Key, pair.Value, notification)));
    }

    public void Notify(Action<TObserver> notification, Func<TObserver, bool>? predicate = null)
    {
        ArgumentNullException.ThrowIfNull(notification);
        foreach (var (id, entry) in Living(predicate))
        {
            try
            {
                notification(entry.Observer);
            }
            catch (Exception exception)
            {
                Drop(id, entry, exception);
            }
        }
    }

    public void ClearExpired()
    {
        var now = GetDateTime();
        foreach (var pair in _observers.Where(pair => IsExpired(pair.Value, now)))
        {
            // Only this very subscription: it may have been renewed meanwhile.
            _observers.TryRemove(pair);
        }
    }

    public IEnumerator<TObserver> GetEnumerator()
    {
        var now = GetDateTime();
        return _observers.Values.Where(entry => !IsExpired(entry, now)).Select(entry => entry.Observer).GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private List<KeyValuePair<TIdentity, Entry>> Living(Func<TObserver, bool>? predicate)
    {
        ClearExpired();
        return [.. _observers.Where(pair => predicate is null || predicate(pair.Value.Observer))];
    }

    private async Task NotifyOneAsync(TIdentity id, Entry entry, Func<TObserver, Task> notification)
    {
        try
        {
            await notification(entry.Observer);
        }
        catch (Exception exception)
        {
            Drop(id, entry, exception);
        }
    }

    private void Drop(TIdentity id, Entry entry, Exception exception)
    {
        if (_observers.TryRemove(KeyValuePair.Create(id, entry)))
        {
            _log.LogWarning(exception, "An observer failed and was dropped");
        }
    }

    private bool IsExpired(Entry entry, DateTime now) => entry.SubscribedAt + ExpirationDuration < now;

    private sealed record Entry(TObserver Observer, DateTime SubscribedAt);
}
