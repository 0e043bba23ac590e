using Orleans;
using Orleans.Runtime;

namespace Pinchang.Embedded;

internal sealed class GrainFactory(Silo silo, IServiceProvider services) : IClusterClient
{
    public IServiceProvider ServiceProvider => services;

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidKey =>
        Reference<TGrainInterface>(GrainId.KeyOf(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey =>
        Reference<TGrainInterface>(GrainId.KeyOf(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(primaryKey);
        return Reference<TGrainInterface>(new(primaryKey), grainClassNamePrefix);
    }

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey) =>
        Reference<IGrainWithGuidKey>(grainInterfaceType, GrainId.KeyOf(grainPrimaryKey));

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey) =>
        Reference<IGrainWithIntegerKey>(grainInterfaceType, GrainId.KeyOf(grainPrimaryKey));

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) =>
        Reference<IGrainWithStringKey>(grainInterfaceType, new(grainPrimaryKey));

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable =>
        ReferenceFactories.Create<TGrainInterface>(new GrainTarget(silo, silo.Classes.Named(grainId.Type), grainId));

    public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver =>
        silo.Observed.Add<TGrainObserverInterface>(obj);

    public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver =>
        silo.Observed.Remove(obj);

    private TGrainInterface Reference<TGrainInterface>(IdSpan key, string? classNamePrefix)
        where TGrainInterface : IAddressable
    {
        var grainClass = silo.Classes.Implementing(typeof(TGrainInterface), classNamePrefix);
        return ReferenceFactories.Create<TGrainInterface>(new GrainTarget(silo, grainClass, new(grainClass.GrainType, key)));
    }

    private IGrain Reference<TKeyedBy>(Type grainInterface, IdSpan key)
    {
        if (!typeof(TKeyedBy).IsAssignableFrom(grainInterface))
        {
            throw new ArgumentException($"{grainInterface} is not an {typeof(TKeyedBy).Name}.", nameof(grainInterface));
        }

        var grainClass = silo.Classes.Implementing(grainInterface, null);
        return (IGrain)(object)ReferenceFactories.Create(
            grainInterface,
            new GrainTarget(silo, grainClass, new(grainClass.GrainType, key)));
    }
}
