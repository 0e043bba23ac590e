using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Orleans;
using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Papers;

namespace Pinchang.Api.Exams.Invigilation;

/// <summary>The sittings that this host has browsers of: subscribes to the watch of each while somebody is there.</summary>
internal sealed class WatchLines(
    IGrainFactory grains, IHubContext<ExamHub, IExamClient> hub, IPaperVault vault, TimeProvider time, ILogger<WatchLines> log)
{
    // A watch whose machine was lost comes up on another and takes everybody for absent until then.
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Lingering = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<Guid, Line> _sittings = new();

    /// <summary>How the grains know this process.</summary>
    public Guid HostId { get; } = Guid.CreateVersion7(time.GetUtcNow());

    public async Task SitAsync(ExamSeat seat)
    {
        var line = _sittings.GetOrAdd(seat.SittingId, id => new Line(this, new SittingAudience(id, hub, vault)));
        line.Audience.Add(seat);
        await line.EnsureAsync();
    }

    public void Leave(ExamSeat seat)
    {
        if (_sittings.TryGetValue(seat.SittingId, out var line))
        {
            line.Audience.Remove(seat);
        }
    }

    /// <summary>Twice a second; one sitting's trouble is not another's.</summary>
    public Task TendAsync() => Task.WhenAll(_sittings.Values.Select(TendAsync));

    private async Task TendAsync(Line line)
    {
        try
        {
            await line.TendAsync();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            log.LogWarning(exception, "Sitting {SittingId} did not take this host's report; it will be repeated", line.Audience.SittingId);
        }
    }

    private sealed class Line(WatchLines owner, SittingAudience audience)
    {
        private readonly Lock _gate = new();
        private readonly IInvigilationGrain _watch = owner.Grains.GetGrain<IInvigilationGrain>(audience.SittingId);
        private readonly IInvigilationObserver _reference = owner.Grains.CreateObjectReference<IInvigilationObserver>(audience);
        private Task? _subscribed;
        private Task? _tending;
        private long _renewedAt;
        private long _usedAt;

        public SittingAudience Audience => audience;

        public Task EnsureAsync()
        {
            lock (_gate)
            {
                _usedAt = owner.Time.GetTimestamp();
                return _subscribed is null or { IsFaulted: true } or { IsCanceled: true } ? _subscribed = SubscribeAsync() : _subscribed;
            }
        }

        public Task TendAsync()
        {
            lock (_gate)
            {
                return _tending is { IsCompleted: false } ? Task.CompletedTask : _tending = TendOnceAsync();
            }
        }

        private async Task TendOnceAsync()
        {
            if (audience.IsEmpty && owner.Time.GetElapsedTime(_usedAt) > Lingering && owner._sittings.TryRemove(KeyValuePair.Create(audience.SittingId, this)))
            {
                await _watch.Unsubscribe(owner.HostId);
                owner.Grains.DeleteObjectReference<IInvigilationObserver>(_reference);
                return;
            }

            if (owner.Time.GetElapsedTime(_renewedAt) > Renewal)
            {
                await SubscribeAsync();
            }
            else if (audience.TakeChange() is { } present)
            {
                await _watch.Present(owner.HostId, present);
            }
        }

        private async Task SubscribeAsync()
        {
            await _watch.Subscribe(owner.HostId, _reference);
            _renewedAt = owner.Time.GetTimestamp();
            audience.TakeChange();
            await _watch.Present(owner.HostId, audience.Present());
        }
    }

    private IGrainFactory Grains => grains;

    private TimeProvider Time => time;
}

/// <summary>Twice a second: who is there, and that this host still is.</summary>
internal sealed class WatchKeeper(WatchLines lines, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await lines.TendAsync();
            }
        }
        catch (OperationCanceledException)
        {
        }
    }
}
