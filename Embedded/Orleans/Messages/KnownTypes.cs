using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Net;
using System.Numerics;
using System.Reflection;
using System.Text.Json;
using Orleans;
using Orleans.Runtime;

namespace Pinchang.Embedded;

/// <summary>What crosses a call without a declaration of its own.</summary>
internal static class KnownTypes
{
    private static readonly FrozenSet<Type> Values = new[]
    {
        typeof(string), typeof(decimal), typeof(DateTime), typeof(DateTimeOffset), typeof(TimeSpan), typeof(DateOnly),
        typeof(TimeOnly), typeof(Guid), typeof(Uri), typeof(Version), typeof(Int128), typeof(UInt128), typeof(Half),
        typeof(BigInteger), typeof(IPAddress), typeof(IPEndPoint), typeof(CancellationToken), typeof(GrainId), typeof(GrainType),
        typeof(IdSpan), typeof(JsonElement),
    }.ToFrozenSet();

    // Copied element by element.
    private static readonly FrozenSet<Type> Collections = new[]
    {
        typeof(List<>), typeof(Dictionary<,>), typeof(HashSet<>), typeof(Queue<>), typeof(KeyValuePair<,>), typeof(Nullable<>),
        typeof(ImmutableArray<>), typeof(ImmutableList<>), typeof(ImmutableDictionary<,>), typeof(ImmutableHashSet<>),
        typeof(ValueTuple<,>), typeof(ValueTuple<,,>), typeof(ValueTuple<,,,>), typeof(Tuple<,>), typeof(Tuple<,,>),
    }.ToFrozenSet();

    // Declared as an interface, they arrive as what was sent.
    private static readonly FrozenSet<Type> CollectionInterfaces = new[]
    {
        typeof(IReadOnlyList<>), typeof(IReadOnlyCollection<>), typeof(IReadOnlyDictionary<,>), typeof(IReadOnlySet<>),
    }.ToFrozenSet();

    /// <summary>Nobody can change such a value, so sharing it is as good as a copy.</summary>
    public static bool IsImmutable(Type type) =>
        IsValue(type)
        || typeof(GrainReference).IsAssignableFrom(type)
        || typeof(Exception).IsAssignableFrom(type)
        || type.IsDefined(typeof(ImmutableAttribute), inherit: false)
        || (Nullable.GetUnderlyingType(type) is { } underlying && IsImmutable(underlying));

    /// <summary>A value that every serializer knows.</summary>
    public static bool IsValue(Type type) => type.IsPrimitive || type.IsEnum || Values.Contains(type);

    public static bool IsCollection(Type type) =>
        type.IsSZArray || (type.IsConstructedGenericType && Collections.Contains(type.GetGenericTypeDefinition()));

    public static bool IsCollectionInterface(Type type) =>
        type.IsConstructedGenericType && CollectionInterfaces.Contains(type.GetGenericTypeDefinition());

    public static bool IsDeclared(Type type) => type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false);

    public static IEnumerable<FieldInfo> FieldsOf(Type type)
    {
        for (var level = type; level is not null && level != typeof(object) && level != typeof(ValueType); level = level.BaseType)
        {
            foreach (var field in level.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                yield return field;
            }
        }
    }
}
