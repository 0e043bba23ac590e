using System.Globalization;
using System.Text.Json;
using Pinchang.Faults.Exams;
using Pinchang.Faults.Scenarios;

namespace Pinchang.Faults;

/// <summary>
/// <c>dotnet run -c Release --project tests/Faults -- &lt;scenario&gt; [--seeds n] [--seed first] [--json file]</c>: the platform as
/// real processes with a load, something broken at a moment drawn from a printed seed, healed, and every client's own log
/// held against the database. The last line printed is one line of JSON.
/// </summary>
internal static class FaultRun
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private static readonly Dictionary<string, Func<FaultScenario>> Scenarios = new(StringComparer.OrdinalIgnoreCase)
    {
        ["X1-fair"] = () => new FaultDuringFair("api"),
        ["X6-fair"] = () => new FaultDuringFair("postgresql"),
        ["X1-room"] = () => new KilledApiDuringLive(),
        ["X6-room"] = () => new RestartedDatabaseDuringLive(),
        ["X19"] = () => new SlowViewers(),
    };

    /// <summary>The exam's, each by its name, and <c>exam</c> for all of them one after the other.</summary>
    private static FaultScenario? Find(string name) =>
        Scenarios.TryGetValue(name, out var make) ? make()
        : name.EndsWith("-exam", StringComparison.OrdinalIgnoreCase) && ExamFault.Names.Contains(name[..^5], StringComparer.OrdinalIgnoreCase)
            ? new ExamFault(name[..^5].ToUpperInvariant())
            : null;

    public static async Task<int> MainAsync(string[] args)
    {
        if (args is ["exam", .. var rest])
        {
            var worst = 0;
            foreach (var name in ExamFault.Names)
            {
                worst = Math.Max(worst, await MainAsync([$"{name}-exam", .. rest]));
            }

            return worst;
        }

        if (args.Length == 0 || Find(args[0]) is not { } scenario)
        {
            Console.Error.WriteLine($"Name a scenario: {string.Join(", ", Scenarios.Keys.Concat(ExamFault.Names.Select(name => $"{name}-exam")))}, or exam.");
            return 2;
        }

        var seeds = int.Parse(Option(args, "--seeds") ?? "1", CultureInfo.InvariantCulture);
        var first = int.Parse(Option(args, "--seed") ?? "1", CultureInfo.InvariantCulture);
        var results = new List<SeedResult>();
        for (var seed = first; seed < first + seeds; seed++)
        {
            Console.WriteLine($"{args[0]} seed {seed}");
            var result = await scenario.RunAsync(seed);
            results.Add(result);
            Console.WriteLine(
                $"  acknowledged {result.Acknowledged}, lost {result.Lost.Count}, doubled {result.Doubled.Count}, "
                + string.Create(CultureInfo.InvariantCulture, $"recovered in {result.RecoverySeconds:0.0} s"));
            foreach (var finding in result.Lost.Concat(result.Doubled).Concat(result.Broken))
            {
                Console.WriteLine($"  ! {finding}");
            }

            foreach (var note in result.Notes)
            {
                Console.WriteLine($"    {note}");
            }
        }

        if (scenario is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }

        var line = JsonSerializer.Serialize(new
        {
            scenario = args[0],
            seeds,
            acknowledged = results.Sum(result => result.Acknowledged),
            lost = results.Sum(result => result.Lost.Count),
            doubled = results.Sum(result => result.Doubled.Count),
            recovery_s = results.Select(result => Math.Round(result.RecoverySeconds, 1)),
            passed = results.All(result => result.Passed),
        });
        if (Option(args, "--json") is { } file)
        {
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(results, Readable));
        }

        Console.WriteLine(line);
        return results.All(result => result.Passed) ? 0 : 1;
    }

    private static string? Option(string[] args, string name)
    {
        var at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
    }
}
