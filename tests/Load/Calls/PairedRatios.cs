namespace Pinchang.Load.Calls;

/// <summary>The median of paired ratios and its bootstrap interval.</summary>
internal static class PairedRatios
{
    private const int Resamples = 10_000;

    public static double Median(IReadOnlyList<double> values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>The 2.5th and 97.5th percentile of the resampled median; a fixed seed, so that equal series give equal bounds.</summary>
    public static (double Low, double High) Interval(IReadOnlyList<double> ratios)
    {
        var random = new Random(20_260_301);
        var medians = new double[Resamples];
        var sample = new double[ratios.Count];
        for (var round = 0; round < Resamples; round++)
        {
            for (var index = 0; index < sample.Length; index++)
            {
                sample[index] = ratios[random.Next(ratios.Count)];
            }

            medians[round] = Median(sample);
        }

        Array.Sort(medians);
        return (medians[(int)(Resamples * 0.025)], medians[(int)(Resamples * 0.975)]);
    }
}
