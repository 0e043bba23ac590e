namespace Orleans;

/// <summary>Anything that can be called by reference.</summary>
public interface IAddressable;

public interface IGrain : IAddressable;

public interface IGrainWithGuidKey : IGrain;

public interface IGrainWithIntegerKey : IGrain;

public interface IGrainWithStringKey : IGrain;

/// <summary>An object outside the grains that a grain may call back.</summary>
public interface IGrainObserver : IAddressable;
