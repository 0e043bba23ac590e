namespace Pinchang.Load.Measuring;

/// <summary>One side's number in one window, and why it must not be believed, if so.</summary>
internal sealed record Sample(double Value, string Detail, string[] Void)
{
    public Sample(double value, string detail, WindowUse use)
        : this(value, $"{detail}; server {use.Server:P0}, generator {use.Generator:P0}, others {use.Others:F2}", [.. use.VoidReasons()])
    {
    }
}

/// <summary>Both sides in one run, in the order A B B A A B B A …, judged by the median of the paired ratios.</summary>
internal static class Pairs
{
    public static async Task<PairedSeries> RunAsync(
        string what, int pairs, Func<Task<Sample>> ours, string peerName, Func<Task<Sample>> peer)
    {
        var left = new Sample[pairs];
        var right = new Sample[pairs];
        for (var i = 0; i < pairs; i++)
        {
            if (i % 2 == 0)
            {
                left[i] = await RunAsync("Pinchang", ours);
                right[i] = await RunAsync(peerName, peer);
            }
            else
            {
                right[i] = await RunAsync(peerName, peer);
                left[i] = await RunAsync("Pinchang", ours);
            }

            async Task<Sample> RunAsync(string side, Func<Task<Sample>> measure)
            {
                var sample = await measure();
                var remark = sample.Void.Length == 0 ? "" : $"  VOID: {string.Join(", ", sample.Void)}";
                Console.WriteLine($"{what} {i + 1}/{pairs} {side,-12} {sample.Value,14:N1}  {sample.Detail}{remark}");
                return sample;
            }
        }

        return new PairedSeries(left, right);
    }
}

internal sealed record PairedSeries(Sample[] Ours, Sample[] Peer)
{
    public double[] Ratios => [.. Ours.Zip(Peer, (ours, peer) => ours.Value / peer.Value)];

    public string[] Void => [.. Ours.Concat(Peer).SelectMany(sample => sample.Void).Distinct()];

    /// <summary>The bootstrap's 95 % interval of the median; the seed is fixed so that one series gives one answer.</summary>
    public (double Low, double High) Interval()
    {
        var ratios = Ratios;
        var random = new Random(20_260_801);
        var medians = new double[10_000];
        var draw = new double[ratios.Length];
        for (var i = 0; i < medians.Length; i++)
        {
            for (var k = 0; k < draw.Length; k++)
            {
                draw[k] = ratios[random.Next(ratios.Length)];
            }

            medians[i] = Statistics.Median(draw);
        }

        Array.Sort(medians);
        return (medians[(int)(medians.Length * 0.025)], medians[(int)(medians.Length * 0.975)]);
    }
}

internal static class Statistics
{
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
