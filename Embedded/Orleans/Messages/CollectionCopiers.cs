using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Seen = Pinchang.Embedded.MessageCopier.Seen;

namespace Pinchang.Embedded;

/// <summary>Copies the collections that messages may hold, element by element.</summary>
[SuppressMessage("Performance", "CA1859", Justification = "Bound as delegates that return object.")]
internal static class CollectionCopiers
{
    private static readonly Dictionary<Type, string> Methods = new()
    {
        [typeof(List<>)] = nameof(CopyList),
        [typeof(Dictionary<,>)] = nameof(CopyDictionary),
        [typeof(HashSet<>)] = nameof(CopySet),
        [typeof(Queue<>)] = nameof(CopyQueue),
        [typeof(ImmutableArray<>)] = nameof(CopyImmutableArray),
        [typeof(ImmutableList<>)] = nameof(CopyImmutableList),
        [typeof(ImmutableDictionary<,>)] = nameof(CopyImmutableDictionary),
        [typeof(ImmutableHashSet<>)] = nameof(CopyImmutableSet),
    };

    /// <summary>Null for pairs and tuples, which are copied member by member like a record.</summary>
    public static Func<object, Seen, object>? For(Type type)
    {
        if (type.IsSZArray)
        {
            return Bind(nameof(CopyArray), [type.GetElementType()!]);
        }

        return Methods.TryGetValue(type.GetGenericTypeDefinition(), out var method) ? Bind(method, type.GenericTypeArguments) : null;
    }

    private static Func<object, Seen, object> Bind(string method, Type[] arguments) => typeof(CollectionCopiers)
        .GetMethod(method, BindingFlags.Static | BindingFlags.NonPublic)!
        .MakeGenericMethod(arguments)
        .CreateDelegate<Func<object, Seen, object>>();

    private static T Element<T>(T element, Seen seen) => (T)MessageCopier.CopyObject(element, seen)!;

    private static object CopyArray<T>(object value, Seen seen)
    {
        var source = (T[])value;
        var copy = new T[source.Length];
        seen.TryAdd(value, copy);
        for (var index = 0; index < source.Length; index++)
        {
            copy[index] = Element(source[index], seen);
        }

        return copy;
    }

    private static object CopyList<T>(object value, Seen seen)
    {
        var source = (List<T>)value;
        var copy = new List<T>(source.Count);
        seen.TryAdd(value, copy);
        copy.AddRange(source.Select(element => Element(element, seen)));
        return copy;
    }

    private static object CopyDictionary<TKey, TValue>(object value, Seen seen)
        where TKey : notnull
    {
        var source = (Dictionary<TKey, TValue>)value;
        var copy = new Dictionary<TKey, TValue>(source.Count, source.Comparer);
        seen.TryAdd(value, copy);
        foreach (var (key, element) in source)
        {
            copy.Add(Element(key, seen), Element(element, seen));
        }

        return copy;
    }

    private static object CopySet<T>(object value, Seen seen)
    {
        var source = (HashSet<T>)value;
        return new HashSet<T>(source.Select(element => Element(element, seen)), source.Comparer);
    }

    private static object CopyQueue<T>(object value, Seen seen) =>
        new Queue<T>(((Queue<T>)value).Select(element => Element(element, seen)));

    private static object CopyImmutableArray<T>(object value, Seen seen)
    {
        var source = (ImmutableArray<T>)value;
        return source.IsDefault ? source : source.Select(element => Element(element, seen)).ToImmutableArray();
    }

    private static object CopyImmutableList<T>(object value, Seen seen) =>
        ((ImmutableList<T>)value).Select(element => Element(element, seen)).ToImmutableList();

    private static object CopyImmutableDictionary<TKey, TValue>(object value, Seen seen)
        where TKey : notnull
    {
        var source = (ImmutableDictionary<TKey, TValue>)value;
        return source
            .Select(pair => KeyValuePair.Create(Element(pair.Key, seen), Element(pair.Value, seen)))
            .ToImmutableDictionary(source.KeyComparer, source.ValueComparer);
    }

    private static object CopyImmutableSet<T>(object value, Seen seen)
    {
        var source = (ImmutableHashSet<T>)value;
        return source.Select(element => Element(element, seen)).ToImmutableHashSet(source.KeyComparer);
    }
}
