using System.Diagnostics;

namespace Pinchang.Load.Measuring;

/// <summary>
/// Server on CPU 0, generator on CPU 1, so that neither takes the other's time. The generator starts itself again under
/// <c>taskset</c>, because the runtime's own threads must be pinned too.
/// </summary>
internal static class Pinning
{
    private const string Mark = "PINCHANG_LOAD_PINNED";

    public static bool IsPossible => OperatingSystem.IsLinux() && Environment.ProcessorCount > 1 && File.Exists("/usr/bin/taskset");

    /// <summary>A process that is pinned itself sees one processor only.</summary>
    public static bool IsDone => Environment.GetEnvironmentVariable(Mark) is not null;

    public static bool IsNeeded => IsPossible && Environment.GetEnvironmentVariable(Mark) is null;

    public static async Task<int> RunAgainOnGeneratorCpuAsync(string[] args)
    {
        var start = Start(1, Environment.ProcessPath!, args);
        start.Environment[Mark] = "1";
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    public static ProcessStartInfo Start(int cpu, string program, IEnumerable<string> arguments) =>
        IsPossible || IsDone
            ? new ProcessStartInfo("taskset", ["-c", $"{cpu}", program, .. arguments])
            : new ProcessStartInfo(program, arguments);
}
