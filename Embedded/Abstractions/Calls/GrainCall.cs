using System.Diagnostics;

namespace Pinchang.Embedded.Calls;

/// <summary>One call on its way: the arguments, the response, and what the runtime notes about it.</summary>
public abstract class GrainCall
{
    public abstract CallMethod Method { get; }

    /// <summary>The caller's token until the runtime replaces it by the callee's own.</summary>
    public CancellationToken Cancellation { get; set; }

    public abstract void CopyArguments(IMessageCopier copier);

    /// <summary>In ticks of the runtime's coarse clock.</summary>
    internal long Due { get; set; }

    internal long Sequence { get; set; }

    internal IMessageCopier? ResultCopier { get; set; }

    internal IDisposable? CancellationLink { get; set; }

    internal Activity? ClientActivity { get; set; }

    internal Activity? ServerActivity { get; set; }

    /// <summary>The caller knows the outcome, or never wanted it.</summary>
    internal abstract bool IsSettled { get; }

    /// <summary>Runs beside any other call, by its method's or its grain class's word.</summary>
    internal bool Interleaves { get; set; }

    /// <summary>The neighbours in the list of running calls.</summary>
    internal GrainCall? Previous { get; set; }

    internal GrainCall? Next { get; set; }

    /// <summary>Runs the method; true when it was done before returning, else <paramref name="owner"/> is told later.</summary>
    internal abstract bool Start(object target, ICallOwner owner);

    /// <summary>How the method failed, also when nobody waits for it.</summary>
    internal Exception? Failure { get; set; }

    internal abstract bool Fail(Exception exception);

    internal abstract bool Cancel(CancellationToken token);

    /// <summary>False for ticks that do not keep the activation from idle collection.</summary>
    internal virtual bool CountsAsUse => true;

    /// <summary>What the activation sends itself: it counts against no limit and is not handed over.</summary>
    internal virtual bool IsOwn => false;
}

/// <summary>Hears that a call which did not finish at once has finished. May be told on any thread.</summary>
internal interface ICallOwner
{
    void Finished(GrainCall call);
}
