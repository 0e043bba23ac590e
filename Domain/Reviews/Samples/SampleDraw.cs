using System.Security.Cryptography;
using Pinchang.Contracts.Reviews;

namespace Pinchang.Domain.Reviews.Samples;

/// <summary>What of one day is read by a person (LH-4.4.1d). Whoever has the seed and the day's ids comes to the same.</summary>
public sealed class SampleDraw : IOwnedByAgency
{
    public const int SeedLength = 32;
    public const int UsualPercent = 5;

    private SampleDraw()
    {
    }

    public Guid Id { get; private set; }

    public Guid AgencyId { get; private set; }

    public SampledKind Kind { get; private set; }

    public DateOnly Day { get; private set; }

    public int Percent { get; private set; }

    public byte[] Seed { get; private set; } = [];

    public int Passed { get; private set; }

    public int Drawn { get; private set; }

    public DateTimeOffset DrawnAt { get; private set; }

    public static SampleDraw Of(Guid agencyId, SampledKind kind, DateOnly day, int percent, byte[] seed, int passed, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        AgencyId = agencyId,
        Kind = kind,
        Day = day,
        Percent = percent,
        Seed = seed,
        Passed = passed,
        Drawn = CountOf(passed, percent),
        DrawnAt = now,
    };

    /// <summary>Those of the given things that are drawn; of few things at least one.</summary>
    public static HashSet<Guid> Choose(byte[] seed, int percent, IReadOnlyCollection<Guid> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return [.. ids.OrderBy(id => DigestOf(seed, id), StringComparer.Ordinal).Take(CountOf(ids.Count, percent))];
    }

    /// <summary>A thing's place in the order of a draw: the lowest are drawn.</summary>
    public static string DigestOf(byte[] seed, Guid id) => Convert.ToHexStringLower(SHA256.HashData([.. seed, .. id.ToByteArray(bigEndian: true)]));

    private static int CountOf(int passed, int percent) => (int)(((long)passed * percent + 99) / 100);
}
