using System.Collections.Concurrent;
using System.Reflection;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Pinchang.Embedded;

/// <summary>Finds the grain classes of the program, and for each interface the one that implements it.</summary>
internal sealed class GrainClasses
{
    private static readonly string Abstractions = typeof(IGrain).Assembly.GetName().Name!;

    private readonly List<GrainClass> _all;
    private readonly ConcurrentDictionary<(Type Interface, string? Prefix), GrainClass> _byInterface = new();
    private readonly Dictionary<string, GrainClass> _byName;

    public GrainClasses(EmbeddedEngineOptions engine, GrainCollectionOptions collection)
    {
        IEnumerable<Assembly> assemblies = engine.GrainAssemblies.Count > 0 ? engine.GrainAssemblies.Distinct() : ProgramAssemblies();
        _all = [.. assemblies.SelectMany(TypesOf).Where(IsGrainClass).Select(type => new GrainClass(type, collection))];
        var twins = _all.GroupBy(grain => grain.GrainType).FirstOrDefault(group => group.Count() > 1);
        if (twins is not null)
        {
            throw new InvalidOperationException(
                $"These grain classes share the name \"{twins.Key}\": {string.Join(", ", twins.Select(grain => grain.Type))}. "
                + "Give one of them a [GrainType].");
        }

        _byName = _all.ToDictionary(grain => grain.GrainType.Name, StringComparer.Ordinal);
    }

    public GrainClass Implementing(Type grainInterface, string? classNamePrefix) =>
        _byInterface.GetOrAdd((grainInterface, classNamePrefix), key => Find(key.Interface, key.Prefix));

    public GrainClass Named(GrainType grainType) => _byName.TryGetValue(grainType.Name ?? string.Empty, out var grainClass)
        ? grainClass
        : throw new ArgumentException($"No grain class is named \"{grainType}\".", nameof(grainType));

    private GrainClass Find(Type grainInterface, string? classNamePrefix)
    {
        var found = _all
            .Where(grain => grainInterface.IsAssignableFrom(grain.Type))
            .Where(grain => classNamePrefix is null || grain.Type.FullName!.StartsWith(classNamePrefix, StringComparison.Ordinal))
            .ToList();
        return found switch
        {
            [var only] => only,
            [] => throw new ArgumentException($"No grain class implements {grainInterface}.", nameof(grainInterface)),
            _ => throw new ArgumentException(
                $"Several grain classes implement {grainInterface}: {string.Join(", ", found.Select(grain => grain.Type))}.",
                nameof(grainInterface)),
        };
    }

    private static bool IsGrainClass(Type type) =>
        type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false }
        && typeof(IGrainBase).IsAssignableFrom(type)
        && typeof(IGrain).IsAssignableFrom(type);

    private static IEnumerable<Type> TypesOf(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException partly)
        {
            return partly.Types.OfType<Type>();
        }
    }

    private static List<Assembly> ProgramAssemblies()
    {
        // A grain assembly may not be loaded yet when nothing has touched it, so references are followed too.
        var seen = new Dictionary<string, Assembly?>(StringComparer.OrdinalIgnoreCase);
        var open = new Queue<Assembly>(AppDomain.CurrentDomain.GetAssemblies().Where(assembly => !assembly.IsDynamic));
        while (open.TryDequeue(out var assembly))
        {
            if (!seen.TryAdd(assembly.FullName!, assembly))
            {
                continue;
            }

            foreach (var name in assembly.GetReferencedAssemblies().Where(name => !seen.ContainsKey(name.FullName) && !IsFramework(name)))
            {
                try
                {
                    open.Enqueue(Assembly.Load(name));
                }
                catch (IOException)
                {
                    seen.TryAdd(name.FullName, null);
                }
            }
        }

        return [.. seen.Values.OfType<Assembly>().Where(assembly => assembly.GetReferencedAssemblies().Any(name => name.Name == Abstractions))];
    }

    private static bool IsFramework(AssemblyName name) =>
        name.Name!.StartsWith("System", StringComparison.Ordinal)
        || name.Name.StartsWith("Microsoft.", StringComparison.Ordinal)
        || name.Name is "netstandard" or "mscorlib";
}
