using Pinchang.Load.Measuring;

namespace Pinchang.Load;

/// <summary>
/// <c>dotnet run -c Release --project tests/Load -- &lt;scenario&gt; [--peers] [--quick] [--json file]</c>.
/// The same program is load generator (CPU 1) and, started again by itself, each server under load (CPU 0).
/// </summary>
internal static class LoadProgram
{
    public static async Task<int> Main(string[] args)
    {
        if (LoadOptions.Parse(args) is not { } options)
        {
            Console.Error.WriteLine(LoadOptions.Usage);
            return 2;
        }

        if (options.Serve is { } host)
        {
            return await ServedHosts.RunAsync(host, options);
        }

        if (Scenarios.Find(options.Scenario) is not { } scenario)
        {
            Console.Error.WriteLine($"There is no scenario '{options.Scenario}'. {Scenarios.Names}");
            return 2;
        }

        if (scenario.IsPinned && Pinning.IsNeeded)
        {
            return await Pinning.RunAgainOnGeneratorCpuAsync(args);
        }

        var result = await scenario.RunAsync(options);
        return await LoadReport.WriteAsync(scenario.Name, result, options);
    }
}
