using Orleans;

namespace Pinchang.Embedded.Calls;

/// <summary>What the attributes of an interface method say about its calls.</summary>
[Flags]
public enum CallTraits
{
    None = 0,
    AlwaysInterleave = 1,
    ReadOnly = 2,
    OneWay = 4,
}

/// <summary>A method of a grain or observer interface, made once by the generated code.</summary>
public sealed class CallMethod(string interfaceName, string name, CallTraits traits, string? timeout)
{
    public string InterfaceName { get; } = interfaceName;

    public string Name { get; } = name;

    public CallTraits Traits { get; } = traits;

    /// <summary>Null: the silo's response timeout.</summary>
    public TimeSpan? Timeout { get; } = timeout is null ? null : new ResponseTimeoutAttribute(timeout).Timeout;

    public bool IsOneWay => (Traits & CallTraits.OneWay) != 0;

    internal bool Interleaves => (Traits & CallTraits.AlwaysInterleave) != 0;

    internal bool IsReadOnly => (Traits & CallTraits.ReadOnly) != 0;

    public override string ToString() => $"{InterfaceName}.{Name}";
}
