using System.Diagnostics;
using System.Globalization;

namespace Pinchang.Embedded.PostgreSql;

/// <summary>A postmaster that outlived the process that started it, and the pid file of one that did not.</summary>
internal static class LeftOverServer
{
    private static readonly (int Signal, TimeSpan Patience)[] Firmer =
    [
        (Unix.Interrupt, TimeSpan.FromSeconds(30)),
        (Unix.Quit, TimeSpan.FromSeconds(10)),
        (Unix.Kill, TimeSpan.FromSeconds(5)),
    ];

    /// <summary>Stops a left-over server of this data folder. Call it only while holding the folder's lock.</summary>
    public static async Task EndAsync(string dataFolder, CancellationToken cancellation)
    {
        var pidFile = Path.Combine(dataFolder, "postmaster.pid");
        if (!File.Exists(pidFile) || !int.TryParse(File.ReadLines(pidFile).FirstOrDefault(), CultureInfo.InvariantCulture, out var processId))
        {
            return;
        }

        foreach (var (signal, patience) in Firmer)
        {
            if (!await ServesAsync(processId, dataFolder, cancellation))
            {
                break;
            }

            Unix.Signal(processId, signal);
            await EndedAsync(processId, dataFolder, patience, cancellation);
        }

        // PostgreSQL judges a dead server's file itself, and looks for its orphans too; but it takes any living
        // process with that number, such as after a restart of the machine, for the server.
        if (Unix.Signal(processId, 0) && !await ServesAsync(processId, dataFolder, cancellation))
        {
            File.Delete(pidFile);
        }
    }

    private static async Task EndedAsync(int processId, string dataFolder, TimeSpan patience, CancellationToken cancellation)
    {
        var started = Stopwatch.StartNew();
        while (started.Elapsed < patience && await ServesAsync(processId, dataFolder, cancellation))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellation);
        }
    }

    private static async Task<bool> ServesAsync(int processId, string dataFolder, CancellationToken cancellation)
    {
        string commandLine;
        var linux = $"/proc/{processId.ToString(CultureInfo.InvariantCulture)}/cmdline";
        try
        {
            commandLine = OperatingSystem.IsLinux()
                ? (await File.ReadAllTextAsync(linux, cancellation)).Replace('\0', ' ')
                : (await ServerProcess.RunAsync("/", ["ps", "-ww", "-o", "command=", "-p", processId.ToString(CultureInfo.InvariantCulture)], cancellation)).Output;
        }
        catch (IOException)
        {
            return false;
        }

        return commandLine.Contains("postgres", StringComparison.Ordinal) && commandLine.Contains(dataFolder, StringComparison.Ordinal);
    }
}
