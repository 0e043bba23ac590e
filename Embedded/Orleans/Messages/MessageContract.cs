using System.Reflection;
using System.Runtime.CompilerServices;
using Orleans;

namespace Pinchang.Embedded;

/// <summary>
/// Walks every grain and observer interface and names what could not cross a wire, or could be changed after it was sent:
/// anything but known values, collections of them, and immutable types with [GenerateSerializer] and [Alias] whose members
/// carry [Id]. Members that a record's primary constructor declares get their ids by themselves.
/// </summary>
public static class MessageContract
{
    public static IReadOnlyList<string> ProblemsOf(params IEnumerable<Assembly> assemblies)
    {
        ArgumentNullException.ThrowIfNull(assemblies);
        var walk = new Walk();
        foreach (var callable in assemblies.Distinct().SelectMany(assembly => assembly.GetTypes()).Where(IsCallable))
        {
            walk.Visit(callable);
        }

        return walk.Problems;
    }

    private static bool IsCallable(Type type) =>
        type.IsInterface
        && (typeof(IGrain).IsAssignableFrom(type) || typeof(IGrainObserver).IsAssignableFrom(type))
        && type.Namespace is not ("Orleans" or "Orleans.Runtime");

    private sealed class Walk
    {
        private readonly HashSet<Type> _seen = [];

        public List<string> Problems { get; } = [];

        public void Visit(Type callable)
        {
            foreach (var method in callable.GetMethods())
            {
                var at = $"{callable.Name}.{method.Name}";
                foreach (var parameter in method.GetParameters())
                {
                    Check(parameter.ParameterType, $"{at}({parameter.Name})");
                }

                if (method.ReturnType.IsConstructedGenericType)
                {
                    Check(method.ReturnType.GenericTypeArguments[0], $"{at} returns");
                }
            }
        }

        private void Check(Type type, string at)
        {
            if (KnownTypes.IsCollection(type) || KnownTypes.IsCollectionInterface(type))
            {
                foreach (var element in type.IsSZArray ? [type.GetElementType()!] : type.GenericTypeArguments)
                {
                    Check(element, at);
                }
            }
            else if (KnownTypes.IsDeclared(type))
            {
                CheckDeclared(type, at);
            }
            else if (!KnownTypes.IsValue(type) && !(type.IsInterface && typeof(IAddressable).IsAssignableFrom(type)))
            {
                Problems.Add($"{at}: {type} has no [GenerateSerializer]");
            }
        }

        private void CheckDeclared(Type type, string at)
        {
            foreach (var argument in type.GenericTypeArguments)
            {
                Check(argument, at);
            }

            if (!_seen.Add(type))
            {
                return;
            }

            if (!type.IsDefined(typeof(AliasAttribute), inherit: false))
            {
                Problems.Add($"{at}: {type} has no [Alias]");
            }

            if (type.BaseType is { } up && up != typeof(object) && up != typeof(ValueType) && up != typeof(Enum))
            {
                Check(up, $"{type.Name} extends");
            }

            CheckMembers(type);
            CheckSubtypes(type);
        }

        private void CheckMembers(Type type)
        {
            // A record names its primary constructor's parameters like the properties they make.
            var positional = type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
                .SelectMany(constructor => constructor.GetParameters())
                .Select(parameter => parameter.Name)
                .ToHashSet();
            foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly))
            {
                if (!IsStored(type, property))
                {
                    continue;
                }

                var at = $"{type.Name}.{property.Name}";
                if (!property.IsDefined(typeof(IdAttribute)) && !positional.Contains(property.Name))
                {
                    Problems.Add($"{at} has no [Id]");
                }

                if (property.SetMethod is { IsPublic: true } setter && !IsInitOnly(setter))
                {
                    Problems.Add($"{at} can be set after it was sent");
                }

                Check(property.PropertyType, at);
            }

            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly).Where(_ => !type.IsEnum))
            {
                if (!field.IsInitOnly)
                {
                    Problems.Add($"{type.Name}.{field.Name} can be set after it was sent");
                }

                Check(field.FieldType, $"{type.Name}.{field.Name}");
            }
        }

        // What a declared abstract type may turn out to be.
        private void CheckSubtypes(Type type)
        {
            if (type.IsSealed || type.IsConstructedGenericType)
            {
                return;
            }

            foreach (var subtype in type.Assembly.GetTypes().Where(other => other.BaseType == type))
            {
                Check(subtype, $"{type.Name} may be");
            }
        }

        private static bool IsStored(Type type, PropertyInfo property) =>
            type.GetField($"<{property.Name}>k__BackingField", BindingFlags.Instance | BindingFlags.NonPublic) is not null;

        private static bool IsInitOnly(MethodInfo setter) =>
            setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));
    }
}
