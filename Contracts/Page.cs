namespace Pinchang.Contracts;

/// <summary>One page of a list. <paramref name="Total"/> counts all; pages start at 1.</summary>
public sealed record Page<T>(T[] Items, int Total, int Number, int Size);
