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
    private const string WholeExam = "exam";
    private static readonly TimeSpan MostPerSeed = TimeSpan.FromMinutes(6);
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private static readonly Dictionary<string, Func<FaultScenario>> Scenarios = new(StringComparer.OrdinalIgnoreCase)
    {
        ["X1-fair"] = () => new FaultDuringFair("api"),
        ["X6-fair"] = () => new FaultDuringFair("postgresql"),
        ["X1-room"] = () => new KilledApiDuringLive(),
        ["X1-cluster"] = () => new KilledSiloDuringLive(),
        ["X1-cluster-exam"] = () => new KilledSiloDuringExam(),
        ["X6-room"] = () => new RestartedDatabaseDuringLive(),
        ["X13"] = () => new BadLines(),
        ["X19"] = () => new SlowViewers(),
        ["X20"] = () => new ReconnectStorm(),
        ["X24"] = () => new PoisonedRoom(),
        ["X25"] = () => new HotRoom(),
        ["X27"] = () => new MissingLedgerMonth(),
        ["X28"] = () => new TamperedLedger(),
        ["X29"] = () => new RestoredBackupOfLive(),
    };

    private sealed record ScenarioResult(string Scenario, IReadOnlyList<SeedResult> Seeds);

    public static async Task<int> MainAsync(string[] args)
    {
        string[] names = args switch
        {
            [WholeExam, ..] => [.. ExamFault.Names.Select(name => $"{name}-exam")],
            [var name, ..] when Find(name) is not null => [name],
            _ => [],
        };
        if (names.Length == 0)
        {
            Console.Error.WriteLine($"Name a scenario: {string.Join(", ", Scenarios.Keys.Concat(ExamFault.Names.Select(name => $"{name}-exam")))}, or {WholeExam}.");
            return 2;
        }

        var count = int.Parse(Option(args, "--seeds") ?? "1", CultureInfo.InvariantCulture);
        var first = int.Parse(Option(args, "--seed") ?? "1", CultureInfo.InvariantCulture);
        var results = new List<ScenarioResult>();
        foreach (var name in names)
        {
            results.Add(new(name, await RunAsync(name, Enumerable.Range(first, count))));
            if (names.Length > 1)
            {
                Console.WriteLine(Line(name, results[^1].Seeds));
            }
        }

        if (Option(args, "--json") is { } file)
        {
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(results, Readable));
        }

        SeedResult[] all = [.. results.SelectMany(result => result.Seeds)];
        Console.WriteLine(Line(args[0], all));
        return all.All(seed => seed.Passed) ? 0 : 1;
    }

    /// <summary>The exam's scenarios are one class, each by its name.</summary>
    private static FaultScenario? Find(string name) =>
        Scenarios.TryGetValue(name, out var make) ? make()
        : name.EndsWith("-exam", StringComparison.OrdinalIgnoreCase) && ExamFault.Names.Contains(name[..^5], StringComparer.OrdinalIgnoreCase)
            ? new ExamFault(name[..^5].ToUpperInvariant())
            : null;

    private static async Task<List<SeedResult>> RunAsync(string name, IEnumerable<int> seeds)
    {
        var results = new List<SeedResult>();
        var scenario = Find(name)!;
        foreach (var seed in seeds)
        {
            Console.WriteLine($"{name} seed {seed}");
            try
            {
                results.Add(await scenario.RunAsync(seed).WaitAsync(MostPerSeed));
            }
            catch (Exception failed)
            {
                // A seed that could not be carried through is a finding; the next one gets a product of its own.
                results.Add(new() { Seed = seed, Acknowledged = 0, Broken = { $"did not come to its end: {failed}" } });
                await EndAsync(scenario);
                scenario = Find(name)!;
            }

            Print(results[^1]);
        }

        await EndAsync(scenario);
        return results;
    }

    private static ValueTask EndAsync(FaultScenario scenario) => scenario is IAsyncDisposable disposable ? disposable.DisposeAsync() : default;

    private static void Print(SeedResult result)
    {
        var recovered = result.RecoverySeconds is { } seconds ? string.Create(CultureInfo.InvariantCulture, $", recovered in {seconds:0.0} s") : "";
        Console.WriteLine($"  acknowledged {result.Acknowledged}, lost {result.Lost.Count}, doubled {result.Doubled.Count}{recovered}");
        foreach (var finding in result.Lost.Concat(result.Doubled).Concat(result.Broken))
        {
            Console.WriteLine($"  ! {finding}");
        }

        foreach (var note in result.Notes)
        {
            Console.WriteLine($"    {note}");
        }
    }

    private static string Line(string scenario, IReadOnlyList<SeedResult> seeds) => JsonSerializer.Serialize(new
    {
        scenario,
        seeds = seeds.Count,
        acknowledged = seeds.Sum(seed => seed.Acknowledged),
        lost = seeds.Sum(seed => seed.Lost.Count),
        doubled = seeds.Sum(seed => seed.Doubled.Count),
        broken = seeds.Sum(seed => seed.Broken.Count),
        recovery_s = seeds.Select(seed => seed.RecoverySeconds is { } seconds ? Math.Round(seconds, 1) : (double?)null),
        passed = seeds.All(seed => seed.Passed),
    });

    private static string? Option(string[] args, string name)
    {
        var at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
    }
}
