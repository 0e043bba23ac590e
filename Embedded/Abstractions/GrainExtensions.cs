using System.Globalization;
using Orleans.Runtime;

namespace Orleans;

/// <summary>Keys and references of grains, asked from inside the grain or of a reference.</summary>
public static class GrainExtensions
{
    /// <summary>The grain as others see it: what to pass in a message instead of <c>this</c>.</summary>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain)
        where TGrainInterface : IAddressable =>
        ReferenceOf(grain).Cast<TGrainInterface>();

    /// <summary>The same grain by another of its interfaces; nothing is checked before a call.</summary>
    public static TGrainInterface Cast<TGrainInterface>(this IAddressable grain)
        where TGrainInterface : IAddressable =>
        grain.AsReference<TGrainInterface>();

    public static GrainId GetGrainId(this IAddressable grain) => grain switch
    {
        GrainReference reference => reference.GrainId,
        IGrainBase instance => instance.GrainContext.GrainId,
        _ => throw NoGrain(grain),
    };

    public static Guid GetPrimaryKey(this IAddressable grain) =>
        Guid.TryParseExact(grain.GetPrimaryKeyString(), "N", out var key)
            ? key
            : throw new InvalidOperationException($"The key of {grain.GetGrainId()} is not a Guid.");

    public static long GetPrimaryKeyLong(this IAddressable grain) =>
        long.TryParse(grain.GetPrimaryKeyString(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var key)
            ? key
            : throw new InvalidOperationException($"The key of {grain.GetGrainId()} is not an integer.");

    public static string GetPrimaryKeyString(this IAddressable grain) => grain.GetGrainId().Key.ToString();

    private static GrainReference ReferenceOf(IAddressable grain) => grain switch
    {
        GrainReference reference => reference,
        IGrainBase instance => instance.GrainContext.GrainReference,
        IGrainObserver => throw new InvalidOperationException("An observer's reference is made by IGrainFactory.CreateObjectReference."),
        _ => throw NoGrain(grain),
    };

    private static ArgumentException NoGrain(IAddressable? grain) =>
        new($"{grain?.GetType().ToString() ?? "null"} is neither a grain nor a reference to one.", nameof(grain));
}
