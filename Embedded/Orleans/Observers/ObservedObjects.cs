using System.Collections.Concurrent;
using System.Globalization;
using Orleans;
using Orleans.Runtime;
using Pinchang.Embedded.Calls;

namespace Pinchang.Embedded;

/// <summary>The objects outside the grains that have been given a reference.</summary>
internal sealed class ObservedObjects(Silo silo)
{
    private readonly ConcurrentDictionary<GrainId, ObservedObject> _objects = new();
    private long _last;

    public TObserverInterface Add<TObserverInterface>(IGrainObserver observer)
        where TObserverInterface : IGrainObserver
    {
        ArgumentNullException.ThrowIfNull(observer);
        if (observer is GrainReference or IGrainBase)
        {
            throw new ArgumentException("Only an object outside the grains needs an observer reference.", nameof(observer));
        }

        if (observer is not TObserverInterface)
        {
            throw new ArgumentException($"{observer.GetType()} is not a {typeof(TObserverInterface)}.", nameof(observer));
        }

        var id = GrainId.Create("observer", Interlocked.Increment(ref _last).ToString(CultureInfo.InvariantCulture));
        var observed = new ObservedObject(silo, id, observer);
        _objects[id] = observed;
        return ReferenceFactories.Create<TObserverInterface>(observed);
    }

    public void Remove(IGrainObserver reference)
    {
        if (reference is not GrainReference { Target: ObservedObject observed })
        {
            throw new ArgumentException("Only a reference made by CreateObjectReference can be deleted.", nameof(reference));
        }

        observed.Release();
        Remove(observed);
    }

    public void Remove(ObservedObject observed) => _objects.TryRemove(observed.GrainId, out _);

    public void Sweep(Action<GrainCall> visit)
    {
        foreach (var (_, observed) in _objects)
        {
            observed.Sweep(visit);
        }
    }
}
