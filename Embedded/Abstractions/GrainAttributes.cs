using System.Globalization;

namespace Orleans
{
    /// <summary>How long a caller of this method waits for its answer.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    public sealed class ResponseTimeoutAttribute(string timeout) : Attribute
    {
        public TimeSpan? Timeout { get; } = TimeSpan.Parse(timeout, CultureInfo.InvariantCulture);
    }

    /// <summary>Activations of the class are not collected when idle.</summary>
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class KeepAliveAttribute : Attribute;

    /// <summary>The name of the grain class in a grain's identity.</summary>
    [AttributeUsage(AttributeTargets.Class, Inherited = false)]
    public sealed class GrainTypeAttribute(string grainType) : Attribute
    {
        public string GrainType { get; } = grainType;
    }

    /// <summary>How long an activation of the class may be idle before it is collected.</summary>
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class CollectionAgeLimitAttribute : Attribute
    {
        private TimeSpan _given;

        public CollectionAgeLimitAttribute()
        {
        }

        public CollectionAgeLimitAttribute(string collectionAgeLimit) =>
            _given = TimeSpan.Parse(collectionAgeLimit, CultureInfo.InvariantCulture);

        public double Days { init => _given += TimeSpan.FromDays(value); }

        public double Hours { init => _given += TimeSpan.FromHours(value); }

        public double Minutes { init => _given += TimeSpan.FromMinutes(value); }

        public bool AlwaysActive { get; init; }

        public TimeSpan AgeLimit => AlwaysActive ? TimeSpan.MaxValue : _given;
    }
}

// Where a grain lives is no question in one process; the attributes are here so that a grain may carry them.
namespace Orleans.Placement
{
    [AttributeUsage(AttributeTargets.Class)]
    public abstract class PlacementAttribute : Attribute;

    public sealed class PreferLocalPlacementAttribute : PlacementAttribute;

    public sealed class RandomPlacementAttribute : PlacementAttribute;

    public sealed class HashBasedPlacementAttribute : PlacementAttribute;

    public sealed class ActivationCountBasedPlacementAttribute : PlacementAttribute;

    public sealed class ResourceOptimizedPlacementAttribute : PlacementAttribute;
}
