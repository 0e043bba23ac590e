using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using Orleans;
using Orleans.Runtime;
using Pinchang.Embedded.Calls;

namespace Pinchang.Embedded;

/// <summary>Makes the generated references of interfaces. Independent of the silo, hence shared.</summary>
internal static class ReferenceFactories
{
    private static readonly ConcurrentDictionary<Type, Func<CallTarget, GrainReference>> ByInterface = new();

    public static TInterface Create<TInterface>(CallTarget target)
        where TInterface : IAddressable =>
        (TInterface)(object)Create(typeof(TInterface), target);

    public static GrainReference Create(Type interfaceType, CallTarget target) => ByInterface.GetOrAdd(interfaceType, Compile)(target);

    private static Func<CallTarget, GrainReference> Compile(Type interfaceType)
    {
        var referenceType = interfaceType.Assembly
            .GetCustomAttributes<GeneratedReferenceAttribute>()
            .FirstOrDefault(generated => generated.InterfaceType == interfaceType)?.ReferenceType
            ?? throw new ArgumentException(
                $"{interfaceType} has no generated reference: its project needs GrainProject=true, and it must be a grain or observer interface.",
                nameof(interfaceType));
        var target = Expression.Parameter(typeof(CallTarget));
        var constructor = referenceType.GetConstructor([typeof(CallTarget)])!;
        return Expression.Lambda<Func<CallTarget, GrainReference>>(Expression.New(constructor, target), target).Compile();
    }
}
