using Microsoft.Extensions.Logging;
using Orleans;
using Pinchang.Embedded.Calls;

namespace Pinchang.Embedded;

/// <summary>The silo's clock, its rounds, and its end.</summary>
internal sealed partial class Silo
{
    /// <summary>One shared round for all timeouts; a timer for each call would cost more than the call.</summary>
    public static readonly TimeSpan SweepPeriod = TimeSpan.FromMilliseconds(250);

    private readonly long _startedAt;
    private readonly Lock _sweeping = new();
    private ITimer? _timer;
    private long _now;
    private long _collectedAt;
    private volatile bool _stopping;

    /// <summary>Ticks since the silo was made, as of the last sweep.</summary>
    public long Now => Volatile.Read(ref _now);

    public void Start()
    {
        _timer ??= TimeProvider.CreateTimer(static silo => ((Silo)silo!).Sweep(), this, SweepPeriod, SweepPeriod);
        _log.LogInformation("The embedded silo runs");
    }

    /// <summary>Lets every activation finish what waits and say goodbye, until <paramref name="hurry"/> is cancelled.</summary>
    public async Task StopAsync(CancellationToken hurry)
    {
        _stopping = true;
        var reason = new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The silo stops.");
        try
        {
            // Again and again: an activation may have been made while the word went round.
            while (!_activations.IsEmpty)
            {
                var ending = _activations.Values.ToArray();
                foreach (var activation in ending)
                {
                    activation.DeactivateWhenIdle(reason);
                }

                await Task.WhenAll(ending.Select(activation => activation.Deactivated)).WaitAsync(hurry);
            }
        }
        catch (OperationCanceledException)
        {
            _log.LogWarning("The silo stopped before {Count} activations had ended", _activations.Count);
            foreach (var activation in _activations.Values)
            {
                activation.Abandon();
            }
        }

        if (_timer is not null)
        {
            await _timer.DisposeAsync();
        }
    }

    private void Sweep()
    {
        // A round that takes long must not meet the next.
        if (!_sweeping.TryEnter())
        {
            return;
        }

        try
        {
            var now = TimeProvider.GetElapsedTime(_startedAt).Ticks;
            Volatile.Write(ref _now, now);
            var collects = now - _collectedAt >= Collection.CollectionQuantum.Ticks;
            _collectedAt = collects ? now : _collectedAt;
            void FailOverdue(GrainCall call) => FailIfOverdue(call, now);

            foreach (var (_, activation) in _activations)
            {
                activation.SweepCalls(FailOverdue);
                activation.EndIfOverdue(now);
                if (collects)
                {
                    activation.CollectIfIdle(now);
                }
            }

            Observed.Sweep(FailOverdue);
        }
        finally
        {
            _sweeping.Exit();
        }
    }

    private void FailIfOverdue(GrainCall call, long now)
    {
        if (call.Due > now || call.IsSettled)
        {
            return;
        }

        // Settled here and now: continuations run elsewhere, so nothing foreign runs under the gate.
        var timeout = call.Method.Timeout ?? TimeSpan.FromTicks(_responseTimeout);
        if (call.Fail(new TimeoutException($"{call.Method} did not answer within {timeout}. It may still run.")))
        {
            Metrics.TimedOut(call.Method);
        }
    }
}
