using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Pinchang.Embedded.PostgreSql;
using Pinchang.Load.Measuring;

namespace Pinchang.Load.Exams;

/// <summary>
/// The peer of the durable rows: pgbench (Debian: postgresql-contrib) with one prepared single-row insert per transaction, in the best
/// number of clients of a sweep, on the core of the server it drives, into a table like the product's own.
/// </summary>
internal sealed class PgBench(ExamStand stand)
{
    private static readonly int[] Sweep = [1, 8, 16, 32, 64];
    private int _best;

    public static bool IsHere => File.Exists("/usr/bin/pgbench");

    public async Task PrepareAsync()
    {
        await using var command = stand.Owner.CreateCommand(
            """
            CREATE SCHEMA IF NOT EXISTS peer;
            DROP TABLE IF EXISTS peer.answers;
            CREATE TABLE peer.answers (LIKE exams.answers INCLUDING ALL);
            """);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Rows per second of the best of the sweep, which is looked for once.</summary>
    public async Task<double> RowsPerSecondAsync(TimeSpan window)
    {
        if (_best == 0)
        {
            var best = 0.0;
            foreach (var clients in Sweep)
            {
                var rate = await RunAsync(clients, ["-T", "3"]);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  pgbench -c {clients}: {rate:N0} rows/s"));
                (best, _best) = rate > best ? (rate, clients) : (best, _best);
            }
        }

        return await RunAsync(_best, ["-T", $"{Math.Max(1, (int)window.TotalSeconds)}"]);
    }

    public string Name => string.Create(CultureInfo.InvariantCulture, $"pgbench -M prepared -c {_best}");

    private async Task<double> RunAsync(int clients, string[] length)
    {
        await stand.SettleAsync();
        var script = Path.Combine(Path.GetTempPath(), $"pinchang-answer-{Environment.ProcessId}.sql");
        await File.WriteAllTextAsync(script,
            """
            \set c random(1, 10000)
            \set q random(1, 100)
            \set s random(1, 4000000000000000)
            INSERT INTO peer.answers (session_id, epoch, sequence, question_id, response, marked, client_at, received_at, standing)
            VALUES (('00000000-0000-7000-8000-' || lpad(:c::text, 12, '0'))::uuid, 1, :s, '01981f2e-7a3c-7d10-9c5e-0000000000' || (:q)::text,
                    '{"text":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"}',
                    false, now(), now(), 'Counted');
            """);
        var connection = new NpgsqlConnectionStringBuilder(stand.Database.ConnectionString(PostgreSqlServer.OwnerRole, "pinchang"));
        var start = Pinning.Start(0, "pgbench",
            ["-n", "-M", "prepared", "-f", script, "-c", $"{clients}", "-j", "1", .. length, "-h", "127.0.0.1", "-p", $"{connection.Port}", "-U", connection.Username!, connection.Database!]);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.Environment["PGPASSWORD"] = connection.Password;
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        var line = output.Split('\n').LastOrDefault(text => text.StartsWith("tps = ", StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"pgbench: {errors}");
        return double.Parse(line["tps = ".Length..].Split(' ')[0], CultureInfo.InvariantCulture);
    }
}
