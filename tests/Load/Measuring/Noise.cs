using System.Diagnostics;

namespace Pinchang.Load.Measuring;

/// <summary>
/// Watches one window: what server, generator and everybody else used of the processors, and whether that makes the window void
/// (generator above 85 %, steal above 1 %, others above 0.2 of a core).
/// </summary>
internal sealed class NoiseWatch(ServerUnderLoad server)
{
    private readonly long _startedAt = Stopwatch.GetTimestamp();
    private readonly double _server = server.CpuSeconds;
    private readonly double _generator = CpuClock.OfProcess(Environment.ProcessId);
    private readonly MachineTime _machine = CpuClock.OfMachine();

    public WindowUse Stop()
    {
        var seconds = Stopwatch.GetElapsedTime(_startedAt).TotalSeconds;
        var serverSeconds = server.CpuSeconds - _server;
        var generatorSeconds = CpuClock.OfProcess(Environment.ProcessId) - _generator;
        var machine = CpuClock.OfMachine();
        var others = machine.Busy - _machine.Busy - serverSeconds - generatorSeconds;
        return new WindowUse(
            seconds, serverSeconds, generatorSeconds / seconds, Math.Max(0, others / seconds),
            (machine.Stolen - _machine.Stolen) / seconds / Environment.ProcessorCount);
    }
}

/// <param name="ServerSeconds">Processor seconds of the server.</param>
/// <param name="Generator">Share of one core.</param>
/// <param name="Others">Cores used by processes that are no part of the measurement.</param>
internal sealed record WindowUse(double Seconds, double ServerSeconds, double Generator, double Others, double Steal)
{
    public double Server => ServerSeconds / Seconds;

    /// <summary>Several windows as one.</summary>
    public static WindowUse Sum(IReadOnlyCollection<WindowUse> windows)
    {
        var seconds = windows.Sum(window => window.Seconds);
        double Share(Func<WindowUse, double> share) => windows.Sum(window => share(window) * window.Seconds) / seconds;
        return new(seconds, windows.Sum(window => window.ServerSeconds), Share(window => window.Generator), Share(window => window.Others), Share(window => window.Steal));
    }

    public IEnumerable<string> VoidReasons()
    {
        if (Generator > 0.85)
        {
            yield return $"generator at {Generator:P0}";
        }

        if (Steal > 0.01)
        {
            yield return $"steal {Steal:P1}";
        }

        if (Others > 0.2)
        {
            yield return $"others use {Others:F1} cores";
        }
    }
}
