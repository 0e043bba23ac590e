using System.Collections.Immutable;
using Orleans;

namespace Pinchang.Embedded.Tests;

[GenerateSerializer, Alias("test-shape")]
public abstract record Shape([property: Id(0)] string Name);

[GenerateSerializer, Alias("test-circle")]
public sealed record Circle(string Name, [property: Id(0)] double[] Radii) : Shape(Name);

[GenerateSerializer, Alias("test-drawing")]
public sealed record Drawing(
    [property: Id(0)] Shape[] Shapes,
    [property: Id(1)] ImmutableArray<int> Layers,
    [property: Id(2)] Shape? Background,
    [property: Id(3)] Palette Palette);

[GenerateSerializer, Immutable, Alias("test-palette")]
public sealed record Palette([property: Id(0)] string[] Colours);

public sealed record Undeclared(string Word);

[GenerateSerializer]
public sealed class Changeable
{
    public string Word { get; set; } = "";

    public Undeclared? Undeclared { get; init; }
}

public interface IMessageGrain : IGrainWithStringKey
{
    Task Keep(Drawing drawing, List<int> numbers, [Immutable] int[] shared);

    Task<Drawing> Kept();

    Task<List<int>> KeptNumbers();

    Task<int[]> KeptShared();
}

public interface IUndeclaredGrain : IGrainWithStringKey
{
    Task Take(Undeclared undeclared);

    Task<Undeclared> Give();

    Task<Changeable> Change(object anything);
}

internal sealed class MessageGrain : Grain, IMessageGrain
{
    private Drawing _drawing = null!;
    private List<int> _numbers = null!;
    private int[] _shared = null!;

    public Task Keep(Drawing drawing, List<int> numbers, int[] shared)
    {
        (_drawing, _numbers, _shared) = (drawing, numbers, shared);
        return Task.CompletedTask;
    }

    public Task<Drawing> Kept() => Task.FromResult(_drawing);

    public Task<List<int>> KeptNumbers() => Task.FromResult(_numbers);

    public Task<int[]> KeptShared() => Task.FromResult(_shared);
}

internal sealed class UndeclaredGrain : Grain, IUndeclaredGrain
{
    public Task Take(Undeclared undeclared) => Task.CompletedTask;

    public Task<Undeclared> Give() => Task.FromResult(new Undeclared("given"));

    public Task<Changeable> Change(object anything) => Task.FromResult(new Changeable());
}
