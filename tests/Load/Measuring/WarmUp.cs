using System.Globalization;

namespace Pinchang.Load.Measuring;

/// <summary>
/// A server is measured as it is when it has served for a while: its code is compiled again in the background for what it really does, and
/// on one saturated core that takes a minute rather than seconds.
/// </summary>
internal static class WarmUp
{
    private const int MostRounds = 20;
    private const double StillRising = 1.03;

    /// <summary>Runs rounds until the best rate was not beaten by more than three per cent in two rounds; a quick run has two.</summary>
    /// <param name="round">Works for some seconds and returns its rate.</param>
    public static async Task UntilSteadyAsync(string what, bool quick, Func<Task<double>> round)
    {
        var (best, since) = (0.0, 0);
        for (var i = 0; i < (quick ? 2 : MostRounds) && since < 2; i++)
        {
            var rate = await round();
            since = rate > best * StillRising ? 0 : since + 1;
            best = Math.Max(best, rate);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  warming up {what}: {rate:N0}/s"));
        }
    }
}
