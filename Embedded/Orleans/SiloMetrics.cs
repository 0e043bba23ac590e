using System.Diagnostics.Metrics;
using Pinchang.Embedded.Calls;

namespace Pinchang.Embedded;

/// <summary>What the engine counts. Tags are interface and method: few values, no keys.</summary>
internal sealed class SiloMetrics
{
    private readonly Counter<long> _calls;
    private readonly Counter<long> _timeouts;
    private readonly Counter<long> _refusals;
    private readonly Counter<long> _observerFailures;
    private readonly Counter<long> _activated;
    private readonly Counter<long> _deactivated;
    private readonly Counter<long> _activationFailures;
    private readonly Counter<long> _abandoned;

    public SiloMetrics(IMeterFactory meters, Func<int> activations)
    {
        var meter = meters.Create("Pinchang.Embedded");
        _calls = meter.CreateCounter<long>("pinchang.grain.calls", "{call}", "Calls whose method has ended");
        _timeouts = meter.CreateCounter<long>("pinchang.grain.timeouts", "{call}", "Calls whose caller stopped waiting");
        _refusals = meter.CreateCounter<long>("pinchang.grain.refusals", "{call}", "Calls refused because a mailbox was full");
        _observerFailures = meter.CreateCounter<long>("pinchang.grain.observer_failures", "{call}", "Observer calls that failed");
        _activated = meter.CreateCounter<long>("pinchang.grain.activated", "{activation}", "Activations that came to life");
        _deactivated = meter.CreateCounter<long>("pinchang.grain.deactivated", "{activation}", "Activations that ended");
        _activationFailures = meter.CreateCounter<long>("pinchang.grain.activation_failures", "{activation}", "Activations that failed");
        _abandoned = meter.CreateCounter<long>("pinchang.grain.abandoned", "{activation}", "Activations that did not end in time");
        meter.CreateObservableGauge("pinchang.grain.activations", activations, "{activation}", "Activations that live now");
    }

    public void Called(CallMethod method) => Count(_calls, method);

    public void TimedOut(CallMethod method) => Count(_timeouts, method);

    public void Refused(CallMethod method) => Count(_refusals, method);

    public void ObserverFailed(CallMethod method) => Count(_observerFailures, method);

    public void Activated() => _activated.Add(1);

    public void Deactivated() => _deactivated.Add(1);

    public void ActivationFailed() => _activationFailures.Add(1);

    public void Abandoned() => _abandoned.Add(1);

    private static void Count(Counter<long> counter, CallMethod method)
    {
        if (counter.Enabled)
        {
            counter.Add(1, new("interface", method.InterfaceName), new("method", method.Name));
        }
    }
}
