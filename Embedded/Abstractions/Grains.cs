namespace Orleans;

public interface IAddressable;

public interface IGrain : IAddressable;

public interface IGrainWithGuidKey : IGrain;

public interface IGrainWithStringKey : IGrain;

/// <summary>An object outside the grains that a grain may call back.</summary>
public interface IGrainObserver : IAddressable;

public interface IGrainFactory
{
    TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidKey;

    TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey;

    TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver;

    void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver;
}
