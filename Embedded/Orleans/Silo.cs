using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;
using Pinchang.Embedded.Calls;

namespace Pinchang.Embedded;

/// <summary>
/// All activations of the process and what they share. <c>Silo.Calls.cs</c> sees calls off and home,
/// <c>Silo.Life.cs</c> starts, sweeps and stops.
/// </summary>
internal sealed partial class Silo : IGrainRuntime
{
    private readonly ConcurrentDictionary<GrainId, Activation> _activations = new();
    private readonly ILogger<Silo> _log;

    public Silo(
        IServiceProvider services,
        TimeProvider time,
        IMeterFactory meters,
        ILogger<Silo> log,
        IOptions<SiloMessagingOptions> messaging,
        IOptions<GrainCollectionOptions> collection,
        IOptions<EmbeddedEngineOptions> engine)
    {
        (ServiceProvider, TimeProvider, _log) = (services, time, log);
        Collection = collection.Value;
        MailboxLimit = messaging.Value.MaxEnqueuedRequestsHardLimit is > 0 and var limit ? limit : int.MaxValue;
        _responseTimeout = messaging.Value.ResponseTimeout.Ticks;
        _copier = engine.Value.CopyMessages ? new MessageCopier() : null;
        _startedAt = time.GetTimestamp();
        Metrics = new(meters, () => _activations.Count);
        Classes = new(engine.Value, Collection);
        Observed = new(this);
        GrainFactory = new(this, services);
    }

    public IServiceProvider ServiceProvider { get; }

    public TimeProvider TimeProvider { get; }

    public GrainFactory GrainFactory { get; }

    IGrainFactory IGrainRuntime.GrainFactory => GrainFactory;

    public GrainClasses Classes { get; }

    public ObservedObjects Observed { get; }

    public SiloMetrics Metrics { get; }

    public GrainCollectionOptions Collection { get; }

    public int MailboxLimit { get; }

    /// <summary>The present activation, or a new one; null when the silo makes none any more.</summary>
    public Activation? FindOrAdd(GrainClass grainClass, GrainId id)
    {
        if (_activations.TryGetValue(id, out var present))
        {
            return present;
        }

        return _stopping ? null : _activations.GetOrAdd(id, static (id, at) => new(at.silo, at.grainClass, id), (silo: this, grainClass));
    }

    public void Remove(GrainId id, Activation activation) => _activations.TryRemove(KeyValuePair.Create(id, activation));

    /// <summary>Puts a successor with the waiting calls in the place of an activation that ends. Called under its gate.</summary>
    public Activation? Succeed(GrainId id, Activation ending, GrainClass grainClass, GrainCall[] waiting)
    {
        if (waiting.Length == 0)
        {
            Remove(id, ending);
            return null;
        }

        if (_stopping)
        {
            Remove(id, ending);
            foreach (var call in waiting)
            {
                Refuse(call, new SiloUnavailableException($"The silo is stopping: {call.Method} on {id} was not run."));
            }

            return null;
        }

        var successor = new Activation(this, grainClass, id);
        successor.Inherit(waiting);
        _activations[id] = successor;
        return successor;
    }

    /// <exception cref="InvalidOperationException">It is only activating: Orleans hands the call that woke it to one activation after another then, and refuses it.</exception>
    public void DeactivateOnIdle(IGrainContext grainContext)
    {
        if (((Activation)grainContext).IsActivating)
        {
            throw new InvalidOperationException("A grain that leaves while it activates never answers the call that woke it: let it leave in that call.");
        }

        grainContext.Deactivate(new(DeactivationReasonCode.ApplicationRequested, "The grain asked for it."));
    }

    public void DelayDeactivation(IGrainContext grainContext, TimeSpan timeSpan) =>
        ((Activation)grainContext).DelayDeactivation(timeSpan);

    public IGrainTimer RegisterGrainTimer<TState>(
        IGrainContext grainContext,
        Func<TState, CancellationToken, Task> callback,
        TState state,
        GrainTimerCreationOptions options) =>
        new GrainTimer(this, (Activation)grainContext, cancellation => callback(state, cancellation), options);
}
