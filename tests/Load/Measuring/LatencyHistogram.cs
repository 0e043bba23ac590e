using System.Numerics;

namespace Pinchang.Load.Measuring;

/// <summary>Delays in buckets of about 1.6 % width; adding costs a shift and an increment.</summary>
internal sealed class LatencyHistogram
{
    private const int SubBits = 6;

    private readonly long[] _counts = new long[64 << SubBits];

    public long Count { get; private set; }

    public long MaxNanoseconds { get; private set; }

    public void Add(long nanoseconds)
    {
        nanoseconds = Math.Max(nanoseconds, 0);
        _counts[Index(nanoseconds)]++;
        Count++;
        MaxNanoseconds = Math.Max(MaxNanoseconds, nanoseconds);
    }

    /// <summary>In milliseconds; NaN when nothing came.</summary>
    public double Percentile(double share)
    {
        var left = (long)Math.Ceiling(Count * share);
        for (var i = 0; i < _counts.Length; i++)
        {
            left -= _counts[i];
            if (left <= 0 && Count > 0)
            {
                return Math.Min(Upper(i), MaxNanoseconds) / 1e6;
            }
        }

        return double.NaN;
    }

    private static int Index(long value)
    {
        var shift = Math.Max(0, 63 - BitOperations.LeadingZeroCount((ulong)value | 1) - SubBits);
        return (shift << SubBits) + (int)(value >> shift);
    }

    private static long Upper(int index)
    {
        var shift = Math.Max(0, (index >> SubBits) - 1);
        return (long)(index - (shift << SubBits) + 1) << shift;
    }
}
