using Orleans;
using Orleans.Runtime;

namespace Pinchang.Embedded.Calls;

/// <summary>Where a reference sends its calls.</summary>
public abstract class CallTarget
{
    public abstract GrainId GrainId { get; }

    /// <summary>Takes the call over. Never throws and never runs it on the caller's stack: a failure is the call's.</summary>
    public abstract void Send(GrainCall call);

    public abstract TInterface ReferenceAs<TInterface>()
        where TInterface : IAddressable;
}

/// <summary>Copies what crosses a call, so that a shared mutable object shows up in tests and not on a cluster.</summary>
public interface IMessageCopier
{
    T Copy<T>(T value);
}

/// <summary>Leads from an interface to its generated reference.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class GeneratedReferenceAttribute(Type interfaceType, Type referenceType) : Attribute
{
    public Type InterfaceType { get; } = interfaceType;

    public Type ReferenceType { get; } = referenceType;
}
