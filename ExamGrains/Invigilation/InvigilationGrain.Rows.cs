using Microsoft.Extensions.Logging;
using Orleans;
using Pinchang.Domain.Exams.Invigilation;

namespace Pinchang.ExamGrains.Invigilation;

/// <summary>
/// Reading the rows: when it wakes, when the plan changed, and every minute, since any report and any note may have been lost on the way.
/// What is heard while the rows are being read may be younger than they are, so it is applied to them once more.
/// </summary>
internal sealed partial class InvigilationGrain
{
    private static readonly TimeSpan RereadInterval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RereadUnknown = TimeSpan.FromSeconds(5);

    private readonly List<(Guid? SessionId, Func<CandidateSight, CandidateSight> Change)> _meanwhile = [];
    private Task _reading = Task.CompletedTask;
    private DateTimeOffset _readAt;
    private bool _isStale;

    private void Change(Guid? sessionId, Func<CandidateSight, CandidateSight> change)
    {
        _sights.Change(sessionId, change);
        if (!_reading.IsCompleted)
        {
            _meanwhile.Add((sessionId, change));
        }
    }

    /// <summary>Sessions may be arranged while the watch is awake; those of other sittings are asked for in vain, and not often.</summary>
    private async Task<bool> KnowsAsync(Guid sessionId)
    {
        if (_sights.Find(sessionId) is null && Now - _readAt >= RereadUnknown)
        {
            await ReadAsync(CancellationToken.None);
        }

        return _sights.Find(sessionId) is not null;
    }

    private void RereadIfDue(DateTimeOffset now)
    {
        if (_reading.IsCompleted && now - _readAt >= (_isStale ? RereadUnknown : RereadInterval)
            && _sights.All.Any(sight => !sight.IsOver))
        {
            _ = RereadAsync();
        }
    }

    private async Task RereadAsync()
    {
        try
        {
            await ReadAsync(CancellationToken.None);
        }
        catch (Exception exception)
        {
            _logger.LogWarning(exception, "Sitting {SittingId} could not be read again; what is known goes on holding", this.GetPrimaryKey());
        }
    }

    /// <summary>As the rows have it at some moment after the call.</summary>
    private async Task ReadAsync(CancellationToken cancellation)
    {
        while (!_reading.IsCompleted)
        {
            await _reading.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        }

        _readAt = Now;
        _isStale = false;
        _meanwhile.Clear();
        await (_reading = ReadOnceAsync(cancellation));
    }

    private async Task ReadOnceAsync(CancellationToken cancellation)
    {
        var read = await _store.ReadAsync(this.GetPrimaryKey(), cancellation);
        var (now, before) = (Now, _watch);
        _watch = read?.Watch;
        var earlier = _sights.All.ToDictionary(sight => sight.SessionId);
        _sights.Replace((read?.Candidates ?? []).Select(sight => sight.AsRead(earlier.GetValueOrDefault(sight.SessionId), now)));
        foreach (var (sessionId, change) in _meanwhile)
        {
            _sights.Change(sessionId, change);
        }

        TellDifferences(earlier, before is null || _watch is null ? TimeSpan.Zero : _watch.EndsAt - before.EndsAt);
    }

    /// <summary>Candidates hear of what the rows say and no report told; of more time for all in one word.</summary>
    private void TellDifferences(Dictionary<Guid, CandidateSight> earlier, TimeSpan movedForAll)
    {
        if (movedForAll != TimeSpan.Zero)
        {
            Tell([new() { SittingId = this.GetPrimaryKey(), DeadlineChanged = true }]);
        }

        foreach (var (sessionId, before) in earlier)
        {
            if (_sights.Find(sessionId) is { } after)
            {
                TellIfStarted(before, after);
                Tell(CandidateHints.Of(this.GetPrimaryKey(), before, after, movedForAll));
            }
        }
    }
}
