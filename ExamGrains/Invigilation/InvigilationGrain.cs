using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;
using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Invigilation;

namespace Pinchang.ExamGrains.Invigilation;

/// <summary>
/// The watch over a sitting: takes what sessions report and what became durable, raises what it notices itself, and tells the hosts which
/// tiles changed. It decides nothing and owns no truth, so it needs no epoch: who wakes it twice sees the same twice.
/// </summary>
[Reentrant]
internal sealed partial class InvigilationGrain(IInvigilationStore store, TimeProvider time, ILogger<InvigilationGrain> logger)
    : Grain, IInvigilationGrain
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan RereadInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan StayAwake = TimeSpan.FromMinutes(5);

    private readonly WatchingHosts _hosts = new();
    private readonly WallBoard _board = new();
    private readonly Dictionary<Guid, DateTimeOffset> _reportedAt = [];
    private Dictionary<Guid, CandidateSight> _sights = [];
    private SittingWatch? _watch;   // null only when there is no such sitting
    private DateTimeOffset _readAt;

    private DateTimeOffset Now => time.GetUtcNow();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await ReadAsync(cancellationToken);
        this.RegisterGrainTimer(TickAsync, new GrainTimerCreationOptions(Tick, Tick) { Interleave = true });
    }

    public async Task Report(SessionReport report)
    {
        if (!await KnowsAsync(report.SessionId) || (_reportedAt.TryGetValue(report.SessionId, out var latest) && report.At < latest))
        {
            return;
        }

        _reportedAt[report.SessionId] = report.At;
        var before = _sights[report.SessionId];
        var after = _sights[report.SessionId] = before.After(report);
        foreach (var hint in CandidateHints.Of(report.SittingId, before, after))
        {
            _hosts.Tell(host => host.CandidateTold(hint), Now);
        }

        await RaiseAsync(WatchRules.Of(before, after, Now).Select(raised => raised.About(after.SessionId, Now, after.StillId)));
    }

    public async Task Note(WatchFact fact)
    {
        if (fact.SessionId is not { } sessionId)
        {
            foreach (var (id, sight) in _sights.ToArray())
            {
                _sights[id] = sight.IsOver ? sight : sight.After(fact);
            }
        }
        else if (await KnowsAsync(sessionId))
        {
            _sights[sessionId] = _sights[sessionId].After(fact);
        }

        if (fact.Message is { } message)
        {
            _hosts.Tell(host => host.CandidateTold(new() { SittingId = message.SittingId, SessionId = message.SessionId, Message = message }), Now);
        }
    }

    public Task<InvigilationWall?> GetWall()
    {
        if (_watch is null)
        {
            DeactivateOnIdle();
            return Task.FromResult<InvigilationWall?>(null);
        }

        return Task.FromResult<InvigilationWall?>(_board.Draw(_watch, _sights.Values, _hosts.IsConnected, Now));
    }

    public Task PlanChanged() => ReadAsync(CancellationToken.None);

    public Task Subscribe(Guid hostId, IInvigilationObserver observer)
    {
        _hosts.Renew(hostId, observer, Now);
        return Task.CompletedTask;
    }

    public Task Present(Guid hostId, Guid[] sessionIds)
    {
        _hosts.Present(hostId, sessionIds);
        return Task.CompletedTask;
    }

    public Task Unsubscribe(Guid hostId)
    {
        _hosts.Drop(hostId);
        return Task.CompletedTask;
    }

    private async Task TickAsync()
    {
        if (_watch is not { } watch)
        {
            return;
        }

        var now = Now;
        await RaiseAsync([.. _sights.Values.SelectMany(sight =>
            WatchRules.Due(sight, watch, now).Select(raised => raised.About(sight.SessionId, now, sight.StillId)))]);
        ForgetOldLooks(now);
        if (_hosts.Any)
        {
            DelayDeactivation(StayAwake);
            if (_board.Change(watch, _sights.Values, _hosts.IsConnected, now) is { } change)
            {
                _hosts.Tell(host => host.WallChanged(change), now);
            }
        }
        else if (_sights.Values.Any(sight => sight.State == ExamSessionState.Started))
        {
            // Nobody looks; what happens is kept all the same.
            DelayDeactivation(StayAwake);
        }
    }

    /// <summary>Kept first; what cannot be kept is noticed again by the next tick.</summary>
    private async Task RaiseAsync(IEnumerable<SessionEvent> due)
    {
        SessionEvent[] raised = [.. due];
        if (raised.Length == 0)
        {
            return;
        }

        try
        {
            await store.AppendAsync(raised, CancellationToken.None);
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "{Count} events of sitting {SittingId} could not be kept yet", raised.Length, this.GetPrimaryKey());
            return;
        }

        foreach (var happened in raised)
        {
            _sights[happened.SessionId] = _sights[happened.SessionId].After(new WatchFact { SessionId = happened.SessionId, At = happened.At, Event = happened });
        }
    }

    /// <summary>Sessions may be arranged while the watch is awake; those of other sittings are asked for in vain, and not often.</summary>
    private async Task<bool> KnowsAsync(Guid sessionId)
    {
        if (!_sights.ContainsKey(sessionId) && Now - _readAt >= RereadInterval)
        {
            await ReadAsync(CancellationToken.None);
        }

        return _sights.ContainsKey(sessionId);
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        var now = Now;
        _readAt = now;
        var read = await store.ReadAsync(this.GetPrimaryKey(), cancellation);
        _watch = read?.Watch;
        _sights = (read?.Candidates ?? []).ToDictionary(sight => sight.SessionId, sight => Woken(sight, now));
    }

    /// <summary>What the rows cannot tell is taken over from before, or counted from now: nobody was listening until then.</summary>
    private CandidateSight Woken(CandidateSight read, DateTimeOffset now)
    {
        if (_sights.TryGetValue(read.SessionId, out var known))
        {
            return read with
            {
                DeviceName = known.DeviceName ?? read.DeviceName,
                EntryRequest = known.EntryRequest,
                Answered = known.Answered,
                Questions = known.Questions,
                HeardAt = known.HeardAt,
                Heartbeat = known.Heartbeat,
                HeartbeatAt = known.HeartbeatAt,
                HiddenSince = known.HiddenSince,
                PendingSince = known.PendingSince,
                BackSince = known.BackSince,
            };
        }

        return read.State == ExamSessionState.Started ? read with { HeardAt = now, BackSince = now } : read;
    }
}
