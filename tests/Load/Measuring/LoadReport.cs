using System.Diagnostics;
using System.Runtime;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pinchang.Load.Measuring;

/// <summary>What a scenario found: rows to be judged, floors to compare with, remarks to read them by.</summary>
internal sealed record ScenarioResult(IReadOnlyList<LoadRow> Rows)
{
    public IReadOnlyDictionary<string, double> Floors { get; init; } = new Dictionary<string, double>();

    public IReadOnlyList<string> Remarks { get; init; } = [];
}

/// <summary>One promise measured. A row without a peer has the measured value itself as its ratio.</summary>
internal sealed record LoadRow
{
    public required string Id { get; init; }

    public required double Ours { get; init; }

    public double? Peer { get; init; }

    public string? PeerName { get; init; }

    public required string Unit { get; init; }

    public required double Ratio { get; init; }

    public required double Low { get; init; }

    public required double High { get; init; }

    public required double Must { get; init; }

    public required double Aim { get; init; }

    /// <summary>Whether a smaller ratio is the better one.</summary>
    public bool LowerIsBetter { get; init; }

    /// <summary>Why this row must not be believed; empty when it may be.</summary>
    public IReadOnlyList<string> Void { get; init; } = [];

    [JsonIgnore]
    public PairedSeries? Series { get; init; }

    public bool Reaches(double target) => LowerIsBetter ? High <= target : Low >= target;

    public static LoadRow Of(string id, PairedSeries series, string peerName, string unit, double must, double aim, bool lowerIsBetter = false)
    {
        var (low, high) = series.Interval();
        return new LoadRow
        {
            Id = id,
            Ours = Statistics.Median(series.Ours.Select(sample => sample.Value)),
            Peer = Statistics.Median(series.Peer.Select(sample => sample.Value)),
            PeerName = peerName,
            Unit = unit,
            Ratio = Statistics.Median(series.Ratios),
            Low = low,
            High = high,
            Must = must,
            Aim = aim,
            LowerIsBetter = lowerIsBetter,
            Void = series.Void,
            Series = series,
        };
    }
}

/// <summary>The table for people, the last line for programs, the file for whoever doubts.</summary>
internal static class LoadReport
{
    private static readonly JsonSerializerOptions Line = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    private static readonly JsonSerializerOptions Whole = new(Line) { WriteIndented = true };

    public static async Task<int> WriteAsync(string scenario, ScenarioResult result, LoadOptions options)
    {
        Console.WriteLine();
        Console.WriteLine($"{"row",-4} {"ours",14} {"peer",14} {"ratio",8} {"95 %",15} {"must",6} {"aim",6}  verdict");
        foreach (var row in result.Rows)
        {
            var verdict = row.Reaches(row.Aim) ? "aim" : row.Reaches(row.Must) ? "must" : "MISSED";
            var doubt = row.Void.Count == 0 ? "" : $"  VOID: {string.Join(", ", row.Void)}";
            Console.WriteLine(
                $"{row.Id,-4} {row.Ours,14:N1} {row.Peer,14:N1} {row.Ratio,8:F2} {$"{row.Low:F2}–{row.High:F2}",15} "
                + $"{row.Must,6:0.##} {row.Aim,6:0.##}  {verdict} ({row.Unit}{(row.PeerName is null ? "" : $", {row.PeerName}")}){doubt}");
        }

        foreach (var (name, value) in result.Floors)
        {
            Console.WriteLine($"floor {name}: {value:N2}");
        }

        foreach (var remark in result.Remarks)
        {
            Console.WriteLine(remark);
        }

        var commit = await CommitAsync();
        if (options.Json is { } file)
        {
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(
                new
                {
                    scenario,
                    commit,
                    result.Rows,
                    result.Floors,
                    result.Remarks,
                    series = result.Rows.Where(row => row.Series is not null).ToDictionary(row => row.Id, row => row.Series),
                    machine = Machine(),
                },
                Whole));
        }

        Console.WriteLine(JsonSerializer.Serialize(new { scenario, commit, result.Rows }, Line));
        return result.Rows.All(row => row.Reaches(row.Must)) ? 0 : 1;
    }

    private static object Machine() => new
    {
        kernel = RuntimeInformation.OSDescription,
        cpu = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            : null,
        runtime = RuntimeInformation.FrameworkDescription,
        serverGc = GCSettings.IsServerGC,
        variables = Environment.GetEnvironmentVariables().Keys.Cast<string>()
            .Where(name => name.StartsWith("DOTNET_", StringComparison.Ordinal))
            .ToDictionary(name => name, Environment.GetEnvironmentVariable),
    };

    private static async Task<string?> CommitAsync()
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", ["rev-parse", "--short", "HEAD"]) { RedirectStandardOutput = true })!;
            var commit = await git.StandardOutput.ReadToEndAsync();
            return commit.Trim() is { Length: > 0 } found ? found : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
