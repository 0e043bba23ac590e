using System.Globalization;

namespace Orleans.Runtime;

/// <summary>The name of a grain class in identities.</summary>
public readonly record struct GrainType(string Name)
{
    public static GrainType Create(string value) => new(value);

    public override string ToString() => Name ?? string.Empty;
}

/// <summary>A grain's key as text.</summary>
public readonly struct IdSpan(string value) : IEquatable<IdSpan>
{
    private readonly string? _value = value;

    public static IdSpan Create(string id) => new(id);

    public static bool operator ==(IdSpan left, IdSpan right) => left.Equals(right);

    public static bool operator !=(IdSpan left, IdSpan right) => !left.Equals(right);

    public bool Equals(IdSpan other) => string.Equals(_value, other._value, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is IdSpan other && Equals(other);

    public override int GetHashCode() => _value?.GetHashCode(StringComparison.Ordinal) ?? 0;

    public override string ToString() => _value ?? string.Empty;
}

/// <summary>Which grain: the class and the key.</summary>
public readonly struct GrainId(GrainType type, IdSpan key) : IEquatable<GrainId>, IComparable<GrainId>
{
    public GrainType Type { get; } = type;

    public IdSpan Key { get; } = key;

    public bool IsDefault => Type.Name is null;

    public static GrainId Create(string type, string key) => new(new(type), new(key));

    public static GrainId Create(GrainType type, string key) => new(type, new(key));

    public static GrainId Create(GrainType type, IdSpan key) => new(type, key);

    public static GrainId Parse(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var slash = value.IndexOf('/', StringComparison.Ordinal);
        return slash > 0
            ? Create(value[..slash], value[(slash + 1)..])
            : throw new FormatException($"\"{value}\" is no grain id: type/key is expected.");
    }

    public static bool operator ==(GrainId left, GrainId right) => left.Equals(right);

    public static bool operator !=(GrainId left, GrainId right) => !left.Equals(right);

    public static bool operator <(GrainId left, GrainId right) => left.CompareTo(right) < 0;

    public static bool operator <=(GrainId left, GrainId right) => left.CompareTo(right) <= 0;

    public static bool operator >(GrainId left, GrainId right) => left.CompareTo(right) > 0;

    public static bool operator >=(GrainId left, GrainId right) => left.CompareTo(right) >= 0;

    public bool Equals(GrainId other) => Key == other.Key && Type == other.Type;

    public override bool Equals(object? obj) => obj is GrainId other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Type.Name, Key);

    public int CompareTo(GrainId other)
    {
        var byType = string.CompareOrdinal(Type.Name, other.Type.Name);
        return byType != 0 ? byType : string.CompareOrdinal(Key.ToString(), other.Key.ToString());
    }

    public override string ToString() => $"{Type}/{Key}";

    internal static IdSpan KeyOf(Guid key) => new(key.ToString("N"));

    internal static IdSpan KeyOf(long key) => new(key.ToString("X", CultureInfo.InvariantCulture));
}
