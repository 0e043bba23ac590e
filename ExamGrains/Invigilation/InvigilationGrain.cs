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
internal sealed partial class InvigilationGrain : Grain, IInvigilationGrain
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan StayAwake = TimeSpan.FromMinutes(5);

    /// <summary>A crowd that starts is told of in a few words, and nobody waits for a key longer than this.</summary>
    private static readonly TimeSpan GatherStarts = TimeSpan.FromMilliseconds(40);

    private readonly IInvigilationStore _store;
    private readonly TimeProvider _time;
    private readonly ILogger<InvigilationGrain> _logger;
    private readonly CandidateSights _sights = new();
    private readonly WatchingHosts _hosts;
    private readonly WallBoard _board;
    private readonly Dictionary<Guid, DateTimeOffset> _reportedAt = [];
    private readonly List<Guid> _started = [];
    private SittingWatch? _watch;   // null only when there is no such sitting

    public InvigilationGrain(IInvigilationStore store, TimeProvider time, ILogger<InvigilationGrain> logger)
    {
        (_store, _time, _logger) = (store, time, logger);
        _hosts = new(_sights.Touch);
        _board = new(Now.ToUnixTimeMilliseconds());
    }

    private DateTimeOffset Now => _time.GetUtcNow();

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
        var before = _sights.Find(report.SessionId)!;
        Change(report.SessionId, sight => sight.After(report));
        var after = _sights.Find(report.SessionId)!;
        TellIfStarted(before, after);
        Tell(CandidateHints.Of(report.SittingId, before, after));
        await RaiseAsync([.. WatchRules.Of(before, after, report.Decided).Select(raised => raised.About(after.SessionId, Now, after.StillId))]);
    }

    public async Task Note(WatchFact fact)
    {
        if (fact.SessionId is not { } sessionId)
        {
            Change(null, sight => sight.IsOver ? sight : sight.After(fact));
        }
        else if (await KnowsAsync(sessionId))
        {
            Change(sessionId, sight => sight.After(fact));
        }

        if (fact.Message is { } message)
        {
            Tell([new() { SittingId = message.SittingId, SessionId = message.SessionId, Message = message }]);
        }
    }

    public Task<InvigilationWall?> GetWall()
    {
        if (_watch is null)
        {
            DeactivateOnIdle();
            return Task.FromResult<InvigilationWall?>(null);
        }

        return Task.FromResult<InvigilationWall?>(_board.Draw(_watch, _sights.All, _hosts.IsConnected, Now));
    }

    public Task<WallTile?> GetTile(Guid sessionId) => Task.FromResult(
        _watch is { } watch && _sights.Find(sessionId) is { } sight ? WallBoard.TileOf(sight, watch, _hosts.IsConnected(sessionId), Now) : null);

    public Task PlanChanged() => ReadAsync(CancellationToken.None);

    public Task Subscribe(Guid hostId, IInvigilationObserver observer)
    {
        _hosts.Renew(hostId, observer, Now);
        return Task.CompletedTask;
    }

    public Task Present(Guid hostId, HostPresence present)
    {
        _hosts.Present(hostId, present);
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
        RereadIfDue(now);
        ForgetOldLooks(now);
        _hosts.DropSilent(now);
        var due = _sights.TakeDue(watch, now);
        if (!_hosts.AreStaffed)
        {
            _board.Forget();
        }
        else if (_board.Change(watch, due, _hosts.IsConnected, now) is { } change)
        {
            _hosts.Tell(host => host.WallChanged(change));
        }

        if (_hosts.Any || _sights.All.Any(sight => sight.State == ExamSessionState.Started))
        {
            // Also when nobody looks: what happens is kept all the same.
            DelayDeactivation(StayAwake);
        }

        await RaiseAsync([.. due.SelectMany(sight => WatchRules.Due(sight, watch, now).Select(raised => raised.About(sight.SessionId, now, sight.StillId)))]);
    }

    /// <summary>Kept first; what cannot be kept is noticed again by the next tick.</summary>
    private async Task RaiseAsync(IReadOnlyList<SessionEvent> raised)
    {
        if (raised.Count == 0)
        {
            return;
        }

        IReadOnlySet<Guid> kept;
        try
        {
            kept = await _store.RaiseAsync(raised, CancellationToken.None);
        }
        catch (Exception exception)
        {
            _logger.LogError(exception, "{Count} events of sitting {SittingId} could not be kept yet", raised.Count, this.GetPrimaryKey());
            _sights.Touch(raised.Select(happened => happened.SessionId));
            return;
        }

        foreach (var happened in raised)
        {
            if (kept.Contains(happened.Id))
            {
                Change(happened.SessionId, sight => sight.After(new WatchFact { SessionId = happened.SessionId, At = happened.At, Event = happened }));
            }
            else
            {
                // The session is over and its word did not come here.
                _isStale = true;
            }
        }
    }

    private void TellIfStarted(CandidateSight before, CandidateSight after)
    {
        if (after.State == ExamSessionState.Started && before.State < ExamSessionState.Started)
        {
            _started.Add(after.SessionId);
            _ = _started.Count == 1 ? TellStartedAsync() : Task.CompletedTask;
        }
    }

    private async Task TellStartedAsync()
    {
        await Task.Delay(GatherStarts, _time);
        if (_watch is { } watch)
        {
            var started = new SessionsStarted(watch.SittingId, watch.PaperId, [.. _started], Now);
            _hosts.Tell(host => host.SessionsStarted(started));
        }

        _started.Clear();
    }

    private void Tell(IEnumerable<CandidateHint> hints)
    {
        foreach (var hint in hints)
        {
            _hosts.Tell(host => host.CandidateTold(hint));
        }
    }
}
