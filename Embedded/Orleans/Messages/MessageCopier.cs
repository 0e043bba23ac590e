using System.Collections.Concurrent;
using System.Reflection;
using Orleans;
using Pinchang.Embedded.Calls;

namespace Pinchang.Embedded;

/// <summary>
/// Copies messages as deep as a wire would: what two sides share inside one message stays shared, what a message shares
/// with anything else does not. A type that a cluster could not send is refused here.
/// </summary>
internal sealed class MessageCopier : IMessageCopier
{
    private static readonly ConcurrentDictionary<Type, Func<object, Seen, object>> Copiers = new();
    private static readonly Func<object, Seen, object> Share = static (value, _) => value;

    private static readonly Func<object, object> Clone = typeof(object)
        .GetMethod("MemberwiseClone", BindingFlags.Instance | BindingFlags.NonPublic)!
        .CreateDelegate<Func<object, object>>();

    public T Copy<T>(T value) => IsShared<T>.Always ? value : (T)CopyObject(value, new())!;

    internal static object? CopyObject(object? value, Seen seen)
    {
        if (value is null)
        {
            return null;
        }

        var copier = Copiers.GetOrAdd(value.GetType(), CopierOf);
        if (ReferenceEquals(copier, Share))
        {
            return value;
        }

        if (value is not ValueType && seen.TryGetValue(value, out var copied))
        {
            return copied;
        }

        var copy = copier(value, seen);
        seen.TryAdd(value, copy);
        return copy;
    }

    private static Func<object, Seen, object> CopierOf(Type type)
    {
        if (KnownTypes.IsImmutable(type))
        {
            return Share;
        }

        if (KnownTypes.IsCollection(type))
        {
            return CollectionCopiers.For(type) ?? CopyMembers(type);
        }

        if (KnownTypes.IsDeclared(type))
        {
            return CopyMembers(type);
        }

        throw new NotSupportedException(typeof(IGrainBase).IsAssignableFrom(type)
            ? $"{type} is a grain itself: send this.AsReference<...>()."
            : typeof(IAddressable).IsAssignableFrom(type)
                ? $"{type} is an object, not a reference to it: send what IGrainFactory.CreateObjectReference gives."
                : $"{type} cannot cross a grain call: it has no [GenerateSerializer].");
    }

    private static Func<object, Seen, object> CopyMembers(Type type)
    {
        for (var level = type.BaseType; level is not null && level != typeof(object) && level != typeof(ValueType); level = level.BaseType)
        {
            if (!KnownTypes.IsDeclared(level) && !KnownTypes.IsCollection(level))
            {
                throw new NotSupportedException($"{type} cannot cross a grain call: its base {level} has no [GenerateSerializer].");
            }
        }

        var deep = KnownTypes.FieldsOf(type).Where(field => !(field.FieldType.IsSealed && KnownTypes.IsImmutable(field.FieldType))).ToArray();
        return (value, seen) =>
        {
            var copy = Clone(value);
            seen.TryAdd(value, copy);
            foreach (var field in deep)
            {
                field.SetValue(copy, CopyObject(field.GetValue(copy), seen));
            }

            return copy;
        };
    }

    /// <summary>The copies made within one message.</summary>
    internal sealed class Seen() : Dictionary<object, object>(ReferenceEqualityComparer.Instance);

    private static class IsShared<T>
    {
        // Only of a sealed type is the declared type the whole truth.
        public static readonly bool Always = (typeof(T).IsSealed || typeof(T).IsValueType) && KnownTypes.IsImmutable(typeof(T));
    }
}
