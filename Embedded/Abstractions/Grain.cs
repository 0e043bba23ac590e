using System.Diagnostics.CodeAnalysis;
using Orleans.Runtime;

namespace Orleans;

/// <summary>What the runtime asks of a grain class.</summary>
public interface IGrainBase
{
    IGrainContext GrainContext { get; }

    Task OnActivateAsync(CancellationToken token) => Task.CompletedTask;

    Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token) => Task.CompletedTask;
}

/// <summary>The base of grain classes: one instance at a time for each key, entered by one request at a time.</summary>
[SuppressMessage("Naming", "CA1725", Justification = "Orleans names this parameter differently in the interface and the class.")]
public abstract class Grain : IGrainBase, IAddressable
{
    private readonly IGrainRuntime? _runtime;

    // The runtime sets the context around the constructor, so that a grain class needs no parameter for it.
    protected Grain()
        : this(RuntimeContext.Current!, RuntimeContext.Current?.Runtime)
    {
    }

    protected Grain(IGrainContext grainContext, IGrainRuntime? grainRuntime = null)
    {
        GrainContext = grainContext;
        _runtime = grainRuntime ?? grainContext?.Runtime;
    }

    public IGrainContext GrainContext { get; }

    public GrainReference GrainReference => GrainContext.GrainReference;

    public IServiceProvider ServiceProvider => GrainContext.ActivationServices;

    public string IdentityString => GrainContext.GrainId.ToString();

    protected IGrainFactory GrainFactory => Runtime.GrainFactory;

    private IGrainRuntime Runtime => _runtime
        ?? throw new InvalidOperationException("The grain was made without a runtime: only the silo makes grains.");

    /// <summary>Runs before any request.</summary>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs after the last request; not when the process dies.</summary>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Deactivates as soon as the running requests are done; those that wait go to the next activation.</summary>
    protected void DeactivateOnIdle() => Runtime.DeactivateOnIdle(GrainContext);

    /// <summary>
    /// Keeps the activation from idle collection for at least this long. Zero takes an earlier delay back,
    /// <see cref="Timeout.InfiniteTimeSpan"/> keeps it until further notice.
    /// </summary>
    protected void DelayDeactivation(TimeSpan timeSpan) => Runtime.DelayDeactivation(GrainContext, timeSpan);
}
