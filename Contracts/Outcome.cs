using System.Diagnostics.CodeAnalysis;
using Orleans;

namespace Pinchang.Contracts;

/// <summary>
/// What a command came to: exactly one of <see cref="Value"/> and <see cref="Refusal"/>.
/// An expected "no" is a value; an exception is a bug or a broken wire.
/// </summary>
[GenerateSerializer, Immutable, Alias("outcome`1")]
public sealed record Outcome<T>
    where T : class
{
    private Outcome(T? value, Refusal? refusal) => (Value, Refusal) = (value, refusal);

    [Id(0)]
    public T? Value { get; private init; }

    [Id(1)]
    public Refusal? Refusal { get; private init; }

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsAccepted => Value is not null;

    [SuppressMessage("Usage", "CA2225", Justification = "The conversions are the constructors.")]
    public static implicit operator Outcome<T>(T value) => new(value, null);

    [SuppressMessage("Usage", "CA2225", Justification = "The conversions are the constructors.")]
    public static implicit operator Outcome<T>(Refusal refusal) => new(null, refusal);
}

/// <summary>A value for commands that have nothing more to say than that they were done.</summary>
[GenerateSerializer, Immutable, Alias("done")]
public sealed record Done
{
    public static readonly Done Instance = new();
}
