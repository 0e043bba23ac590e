using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Pinchang.Embedded.Calls;

namespace Pinchang.Embedded;

/// <summary>What happens to every call, whoever it is for.</summary>
internal sealed partial class Silo
{
    private readonly long _responseTimeout;
    private readonly MessageCopier? _copier;

    /// <summary>Makes the call ready to send; false when it has failed already.</summary>
    public bool Prepare(GrainCall call)
    {
        // The clock is coarse by one sweep: rather a little late than too early.
        call.Due = Now + SweepPeriod.Ticks + (call.Method.Timeout?.Ticks ?? _responseTimeout);
        if (_copier is not null && !TryCopyArguments(call))
        {
            return false;
        }

        if (call.Cancellation.CanBeCanceled)
        {
            if (call.Cancellation.IsCancellationRequested)
            {
                call.Cancel(call.Cancellation);
                return false;
            }

            _ = new CalleeCancellation(call);
        }

        if (CallTracing.IsOn)
        {
            CallTracing.Send(call);
        }

        return true;
    }

    /// <summary>The call's method starts now, on this thread.</summary>
    public static void Started(GrainCall call)
    {
        if (call.CancellationLink is CalleeCancellation cancellation)
        {
            cancellation.Bind(TaskScheduler.Current);
        }

        if (CallTracing.IsOn)
        {
            CallTracing.Start(call);
        }
    }

    /// <summary>The call's method has ended.</summary>
    public void Settle(GrainCall call)
    {
        Metrics.Called(call.Method);
        call.CancellationLink?.Dispose();
        CallTracing.Stop(call, null);
    }

    /// <summary>The call does not run.</summary>
    public void Refuse(GrainCall call, Exception reason)
    {
        call.CancellationLink?.Dispose();
        CallTracing.Stop(call, reason);
        if (!call.Fail(reason))
        {
            _log.LogDebug(reason, "A call of {Method} was dropped", call.Method);
        }
    }

    public void RefuseFull(GrainCall call, GrainId id)
    {
        Metrics.Refused(call.Method);
        Refuse(call, new LimitExceededException($"{MailboxLimit} calls wait for {id}: {call.Method} was refused and has not run."));
    }

    public void ActivationFailed(GrainId id, Exception exception)
    {
        Metrics.ActivationFailed();
        _log.LogWarning(exception, "The activation of {GrainType} failed", id.Type);
    }

    public void DeactivationFailed(GrainId id, Exception exception) =>
        _log.LogWarning(exception, "The deactivation of {GrainType} failed", id.Type);

    public void TimerFailed(GrainId id, Exception exception) =>
        _log.LogError(exception, "A timer of {GrainType} failed", id.Type);

    public void ObserverFailed(CallMethod method, Exception exception)
    {
        Metrics.ObserverFailed(method);
        _log.LogWarning(exception, "An observer failed in {Method}", method);
    }

    private bool TryCopyArguments(GrainCall call)
    {
        try
        {
            call.CopyArguments(_copier!);
            call.ResultCopier = _copier;
            return true;
        }
        catch (Exception exception)
        {
            Refuse(call, exception);
            return false;
        }
    }
}
