using Pinchang.Embedded.PostgreSql;
using Pinchang.Load.Measuring;

namespace Pinchang.Load.Ledger;

/// <summary>
/// R1: ledger lines written through the product's log and sealed by its sealer, counted when the last seal is durable, against psql's binary
/// \copy of the same lines into an empty copy of the same table with the same indexes, generated hash and partitions. R2: the rate of the last tenth of some
/// millions against the first tenth. One server with fsync on and both cores; neither side pays for HTTP.
/// </summary>
internal sealed class LedgerScenario : IScenario
{
    private const int LinesPerWindow = 200_000;
    private const double Millions = 10;

    public string Name => "ledger";

    public bool IsPinned => false;

    public async Task<ScenarioResult> RunAsync(LoadOptions options)
    {
        var folder = Path.Combine(DataHome.Shared(), "load", $"ledger-{Environment.ProcessId}");
        PrivateFiles.MakeFolder(folder, traversable: Environment.IsPrivilegedProcess);
        await using var server = await PostgreSqlServer.StartAsync(new()
        {
            Folder = Path.Combine(folder, "server"),
            BinariesFolder = Path.Combine(folder, "binaries"),
        });
        try
        {
            var rows = new List<LoadRow>();
            await using var ledger = await LedgerUnderLoad.StartAsync(server);
            await ledger.WriteAndSealAsync(LinesPerWindow / 10);
            if (options.Wants("R1"))
            {
                rows.Add(await CompareAsync(ledger, options));
            }

            if (options.Wants("R2"))
            {
                rows.Add(await GrowAsync(ledger, (long)((options.Lines ?? (options.Quick ? 0.5 : Millions)) * 1_000_000)));
            }

            return new(rows) { Remarks = [$"Lines of {LedgerLines.Organisations} organisations and {LedgerLines.People} people, in one month of one agency; {ledger.Seals} seals."] };
        }
        finally
        {
            await server.StopAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<LoadRow> CompareAsync(LedgerUnderLoad ledger, LoadOptions options)
    {
        var lines = options.Quick ? LinesPerWindow / 4 : LinesPerWindow;
        await using var peer = await CopyPeer.MakeAsync(ledger.Server, lines);
        await peer.CopyAsync();
        var series = await Pairs.RunAsync("R1", options.PairCount, () => ledger.WriteAndSealAsync(lines), CopyPeer.Name, peer.CopyAsync);
        return LoadRow.Of("R1", series, CopyPeer.Name, "lines/s, sealed", must: 0.5, aim: 0.8);
    }

    private static async Task<LoadRow> GrowAsync(LedgerUnderLoad ledger, long total)
    {
        var tenth = total / 10;
        var rates = new List<Sample>();
        for (var part = 1; part <= 10; part++)
        {
            var seconds = 0.0;
            for (var written = 0L; written < tenth; written += LinesPerWindow)
            {
                var lines = (int)Math.Min(LinesPerWindow, tenth - written);
                seconds += lines / (await ledger.WriteAndSealAsync(lines)).Value;
            }

            rates.Add(new(tenth / seconds, "", []));
            Console.WriteLine($"R2 tenth {part} of {total:N0}: {rates[^1].Value:N0} lines/s");
        }

        return LoadRow.Of("R2", new([rates[^1]], [rates[0]]), "its own first tenth", "lines/s, sealed", must: 0.9, aim: 0.97);
    }
}
