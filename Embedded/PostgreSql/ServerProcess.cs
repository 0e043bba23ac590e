using System.Collections.Concurrent;
using System.Diagnostics;

namespace Pinchang.Embedded.PostgreSql;

/// <summary>
/// The running postmaster, in a session of its own so that a Ctrl-C in the terminal does not reach it.
/// It ends when our end of a pipe closes, so it also ends when we are killed.
/// </summary>
internal sealed class ServerProcess : IDisposable
{
    /// <summary>The shell keeps the pipe; PostgreSQL itself never looks at its standard input.</summary>
    private const string EndWithThePipe = """
        remove=$1; shift
        exec 3<&0
        "$@" </dev/null 3<&- & server=$!
        { read -r _ <&3; kill -INT "$server"; } >/dev/null 2>&1 & watch=$!
        exec 3<&-
        wait "$server"; status=$?
        kill "$watch" 2>/dev/null
        [ -z "$remove" ] || rm -rf -- "$remove"
        exit "$status"
        """;

    private const int KeptLines = 40;
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lastLines = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(Process process, Action<string>? log)
    {
        _process = process;
        process.ErrorDataReceived += (_, line) => Receive(line.Data, log);
        process.OutputDataReceived += (_, line) => Receive(line.Data, log);
        process.Start();
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        Exited = process.WaitForExitAsync();
    }

    /// <summary>Completes when the server has ended, for whatever reason.</summary>
    public Task Exited { get; }

    /// <summary>Completes when the server says that it accepts connections.</summary>
    public Task Ready => _ready.Task;

    public string LastLines => string.Join(Environment.NewLine, _lastLines);

    /// <param name="removeAfterwards">A folder that goes when the server has ended, or nothing.</param>
    public static ServerProcess Start(string folder, string[] command, string removeAfterwards, Action<string>? log)
    {
        string[] watched = ["sh", "-c", EndWithThePipe, "pinchang-postgresql", removeAfterwards, .. command];
        return new(new Process { StartInfo = Describe(folder, Unix.InOwnSession(watched)) }, log);
    }

    /// <summary>Runs a program to its end and gives its exit code and everything it said.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(string folder, string[] command, CancellationToken cancellation)
    {
        using var process = new Process { StartInfo = Describe(folder, command) };
        process.Start();
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var error = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return (process.ExitCode, await output + await error);
    }

    public static string? OnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);

    /// <summary>Lets the shell's pipe close: it asks the server for a fast shutdown.</summary>
    public void Release() => _process.StandardInput.Close();

    public void Dispose() => _process.Dispose();

    private void Receive(string? line, Action<string>? log)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return;
        }

        _lastLines.Enqueue(line);
        while (_lastLines.Count > KeptLines)
        {
            _lastLines.TryDequeue(out _);
        }

        if (line.Contains("database system is ready to accept connections", StringComparison.Ordinal))
        {
            _ready.TrySetResult();
        }

        log?.Invoke(line);
    }

    private static ProcessStartInfo Describe(string folder, string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // The server's messages are read here, and its libraries are its own.
        start.Environment["LC_ALL"] = "C";
        start.Environment.Remove("LD_LIBRARY_PATH");
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal) || name.StartsWith("PINCHANG_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        return start;
    }
}
