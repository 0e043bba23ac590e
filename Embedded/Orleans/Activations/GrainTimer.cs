using Orleans.Runtime;
using Pinchang.Embedded.Calls;

namespace Pinchang.Embedded;

/// <summary>A timer whose ticks stand in the mailbox like calls. Ticks never overlap: the next is armed when one has ended.</summary>
internal sealed class GrainTimer : IGrainTimer
{
    private readonly Lock _gate = new();
    private readonly Activation _activation;
    private readonly Silo _silo;
    private readonly Func<CancellationToken, Task> _callback;
    private readonly GrainTimerCreationOptions _options;
    private readonly CancellationTokenSource _stopped = new();
    private readonly ITimer _timer;
    private TimeSpan _period;
    private bool _ticking;
    private bool _changed;
    private bool _rangMeanwhile;
    private bool _disposed;

    public GrainTimer(Silo silo, Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        Check(options.DueTime, options.Period);
        (_silo, _activation, _callback, _options, _period) = (silo, activation, callback, options, options.Period);

        // Without the creator's context: a timer must not carry the trace of the call that set it.
        using (ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow())
        {
            _timer = silo.TimeProvider.CreateTimer(
                static timer => ((GrainTimer)timer!).Ring(),
                this,
                Timeout.InfiniteTimeSpan,
                Timeout.InfiniteTimeSpan);
        }

        activation.AddTimer(this);
        _timer.Change(options.DueTime, Timeout.InfiniteTimeSpan);
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        Check(dueTime, period);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _period = period;
            _changed = true;
            _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
        }

        _timer.Dispose();
        _activation.RemoveTimer(this);
        _stopped.Cancel();
    }

    private static void Check(TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime < TimeSpan.Zero && dueTime != Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentOutOfRangeException(nameof(dueTime), dueTime, "A timer's due time is not negative.");
        }

        if (period <= TimeSpan.Zero && period != Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentOutOfRangeException(nameof(period), period, "A timer's period is positive, or infinite for a single tick.");
        }
    }

    private void Ring()
    {
        lock (_gate)
        {
            if (_disposed || _ticking)
            {
                // A Change during the tick may ring before the tick ends.
                _rangMeanwhile = _ticking;
                return;
            }

            _ticking = true;
            _changed = _rangMeanwhile = false;
        }

        _activation.Accept(new Tick(this));
    }

    private async Task TickAsync()
    {
        try
        {
            if (!_stopped.IsCancellationRequested)
            {
                await _callback(_stopped.Token);
            }
        }
        catch (Exception exception) when (!_stopped.IsCancellationRequested)
        {
            _silo.TimerFailed(_activation.GrainId, exception);
        }
        catch (OperationCanceledException)
        {
            // The activation ends and the callback heard it.
        }
        finally
        {
            lock (_gate)
            {
                _ticking = false;
                if (!_disposed && (_rangMeanwhile || !_changed))
                {
                    _timer.Change(_rangMeanwhile ? TimeSpan.Zero : _period, Timeout.InfiniteTimeSpan);
                }
            }
        }
    }

    private sealed class Tick(GrainTimer timer) : VoidGrainCall
    {
        private static readonly CallMethod Ordinary = new("IGrainTimer", "Tick", CallTraits.OneWay, null);
        private static readonly CallMethod Interleaving = new("IGrainTimer", "Tick", CallTraits.OneWay | CallTraits.AlwaysInterleave, null);

        public override CallMethod Method => timer._options.Interleave ? Interleaving : Ordinary;

        internal override bool CountsAsUse => timer._options.KeepAlive;

        internal override bool IsOwn => true;

        public override void CopyArguments(IMessageCopier copier)
        {
        }

        protected override ValueTask Invoke(object target) => new(timer.TickAsync());
    }
}
