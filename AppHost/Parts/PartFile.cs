using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using Pinchang.Embedded.PostgreSql;

namespace Pinchang.AppHost.Parts;

/// <summary>Where a part was built and where its project lies; the build wrote both into this assembly.</summary>
internal sealed record PartFile(string Assembly, string ProjectFolder)
{
    public static PartFile Api => Find("Pinchang.Api");

    public static PartFile Web => Find("Pinchang.Web");

    public static PartFile Migrations => Find("Pinchang.MigrationService");

    /// <summary>A process of this part, in a session of its own, with our end of its standard input as its lifeline.</summary>
    public Process Describe(IReadOnlyDictionary<string, string?> environment)
    {
        var command = Unix.InOwnSession(DotNet(), "exec", Assembly);
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = ProjectFolder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new Process { StartInfo = start };
    }

    /// <summary>Runs the part until it ends by itself.</summary>
    public async Task RunToEndAsync(string name, IReadOnlyDictionary<string, string?> environment, CancellationToken cancellation)
    {
        using var process = Describe(environment);
        PartLog.Follow(name, process);
        process.Start();
        PartLog.Begin(process);
        try
        {
            await process.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            Unix.Signal(process.Id, Unix.Terminate);
            throw;
        }

        if (process.ExitCode != 0)
        {
            throw new StartException($"The database could not be brought forward: the lines of {name} above say why.");
        }
    }

    /// <summary>
    /// Runs a command of the part as if it had been typed: with this console, and its exit code. The part runs in a folder of its own, so
    /// the data folder is named to it from where the person stands.
    /// </summary>
    public async Task<int> RunCommandAsync(string[] arguments, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(DotNet(), ["exec", Assembly, .. arguments]) { WorkingDirectory = ProjectFolder };
        start.Environment["PINCHANG_DATA"] = DataHome.Locate();
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync(cancellation);
        return process.ExitCode;
    }

    private static PartFile Find(string assembly)
    {
        var built = typeof(PartFile).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(metadata => metadata.Key == assembly).Value!.Split('|');
        return File.Exists(built[1])
            ? new(built[1], Path.GetDirectoryName(built[0])!)
            : throw new StartException($"{assembly} was not built ({built[1]}): build AppHost again.");
    }

    /// <summary>The same .NET that runs this process.</summary>
    private static string DotNet()
    {
        var root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        var host = Path.Combine(root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        return File.Exists(host) ? host : "dotnet";
    }
}
