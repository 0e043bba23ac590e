using Pinchang.Contracts.Fairs;

namespace Pinchang.Domain.Fairs;

/// <summary>
/// How long a number waits, as a range that is not better than what is known: from the lengths of the booth's last talks
/// (a call that was answered late is in them), and from the people on duty. Nobody on duty, nothing said.
/// </summary>
public static class WaitEstimates
{
    /// <summary>Fewer measured talks say nothing yet.</summary>
    private const int Enough = 3;

    /// <summary>How long a number takes at this booth: measured where there is enough to measure, by the settings otherwise.</summary>
    public static Pace PaceOf(IReadOnlyCollection<TimeSpan> cycles, FairSettings settings)
    {
        ArgumentNullException.ThrowIfNull(cycles);
        ArgumentNullException.ThrowIfNull(settings);
        if (cycles.Count < Enough)
        {
            return new(settings.TalkMinutes * 0.4, (double)settings.TalkMinutes + settings.ExtensionMinutes);
        }

        var sorted = cycles.Select(cycle => cycle.TotalMinutes).Order().ToArray();
        return new(sorted[sorted.Length / 4], sorted[Math.Min(sorted.Length - 1, sorted.Length * 3 / 4)]);
    }

    /// <param name="before">Numbers that wait and come first.</param>
    /// <param name="onDuty">People who call.</param>
    /// <param name="talking">How many of them are in a call or talk now.</param>
    public static WaitEstimate? Of(BoothState state, int before, int onDuty, int talking, Pace pace)
    {
        if (state != BoothState.Open || onDuty == 0)
        {
            return null;
        }

        // So many talks must end before this number's turn: the first of them may be about to, the last takes its whole time.
        var ends = before - Math.Max(0, onDuty - talking) + 1;
        if (ends <= 0)
        {
            return new(0, 1);
        }

        var from = Round((ends - 1) * pace.Low / onDuty, up: false);
        var to = Round(Math.Ceiling((double)ends / onDuty) * pace.High, up: true);
        return new(from, Math.Max(from + 1, to));
    }

    /// <summary>Beyond twenty minutes nobody knows better than to five.</summary>
    private static int Round(double minutes, bool up) =>
        minutes <= 20 ? (int)(up ? Math.Ceiling(minutes) : Math.Floor(minutes)) : (int)(up ? Math.Ceiling(minutes / 5) : Math.Floor(minutes / 5)) * 5;
}

/// <summary>A quarter of the numbers take less than the lower minutes from call to end, a quarter more than the upper.</summary>
public readonly record struct Pace(double Low, double High);
