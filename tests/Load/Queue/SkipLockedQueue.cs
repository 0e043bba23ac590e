using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;
using Pinchang.Embedded.PostgreSql;
using Pinchang.Load.Measuring;

namespace Pinchang.Load.Queue;

/// <summary>
/// The usual queue in PostgreSQL: a row in, the first unlocked row out, each in a transaction of its own. By pgbench where
/// Debian's package is there, at the number of clients that it does best with; by Npgsql otherwise, and named so.
/// </summary>
internal sealed partial class SkipLockedQueue
{
    private const string Join = "INSERT INTO peer_queue (booth, candidate) VALUES ({0}, gen_random_uuid())";
    private const string Call = "DELETE FROM peer_queue WHERE id = (SELECT id FROM peer_queue WHERE booth = {0} ORDER BY id FOR UPDATE SKIP LOCKED LIMIT 1)";
    private static readonly int[] Clients = [8, 16, 32, 64];

    private readonly NpgsqlConnectionStringBuilder _connection;
    private readonly string? _pgbench;
    private int _clients = 32;

    private SkipLockedQueue(NpgsqlConnectionStringBuilder connection, string? pgbench) => (_connection, _pgbench) = (connection, pgbench);

    public string Name => _pgbench is null ? $"SKIP LOCKED by Npgsql, {_clients} clients" : $"SKIP LOCKED by pgbench, {_clients} clients";

    public static async Task<SkipLockedQueue> MakeAsync(PostgreSqlServer server, TimeSpan sweep)
    {
        var connection = new NpgsqlConnectionStringBuilder(server.ConnectionString(PostgreSqlServer.Superuser, "pinchang"));
        await using (var source = NpgsqlDataSource.Create(connection.ConnectionString))
        {
            await using var make = source.CreateCommand(
                """
                CREATE TABLE peer_queue (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, booth integer NOT NULL, candidate uuid NOT NULL, at timestamptz NOT NULL DEFAULT now());
                CREATE INDEX ON peer_queue (booth, id);
                """);
            await make.ExecuteNonQueryAsync();
        }

        var peer = new SkipLockedQueue(connection, FindPgbench());
        var best = 0.0;
        var chosen = peer._clients;
        foreach (var clients in Clients)
        {
            peer._clients = clients;
            var sample = await peer.RunAsync(sweep);
            Console.WriteLine($"peer sweep: {clients} clients {sample.Value:N0}/s");
            if (sample.Value > best)
            {
                (best, chosen) = (sample.Value, clients);
            }
        }

        peer._clients = chosen;
        return peer;
    }

    public Task<Sample> RunAsync(TimeSpan window) => _pgbench is { } program ? ByPgbenchAsync(program, window) : ByNpgsqlAsync(window);

    private async Task<Sample> ByPgbenchAsync(string program, TimeSpan window)
    {
        var script = Path.GetTempFileName();
        await File.WriteAllTextAsync(script, $"\\set b random(1, {BoothsUnderLoad.Booths})\n{Sql(Join, ":b")};\n{Sql(Call, ":b")};\n");
        string[] arguments =
        [
            "-n", "-M", "prepared", "-c", _clients.ToString(CultureInfo.InvariantCulture), "-j", "2",
            "-T", ((int)Math.Max(1, window.TotalSeconds)).ToString(CultureInfo.InvariantCulture),
            "-f", script, "-h", _connection.Host!, "-p", _connection.Port.ToString(CultureInfo.InvariantCulture), "-U", _connection.Username!, _connection.Database!,
        ];
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PGPASSWORD"] = _connection.Password;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        File.Delete(script);
        return Tps().Match(output) is { Success: true } tps
            ? new(double.Parse(tps.Groups[1].ValueSpan, CultureInfo.InvariantCulture), $"{_clients} clients", [])
            : throw new InvalidOperationException($"pgbench: {output} {await errors}");
    }

    private async Task<Sample> ByNpgsqlAsync(TimeSpan window)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(_connection.ConnectionString) { MaxPoolSize = _clients, MaxAutoPrepare = 4, AutoPrepareMinUsages = 1 }.ConnectionString);
        var watch = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, _clients).Select(client => Task.Run(async () =>
        {
            var (random, count) = (new Random(client), 0);
            await using var connection = await source.OpenConnectionAsync();
            for (; watch.Elapsed < window; count++)
            {
                var booth = random.Next(BoothsUnderLoad.Booths);
                foreach (var sql in new[] { Join, Call })
                {
                    await using var command = new NpgsqlCommand(Sql(sql, "$1"), connection);
                    command.Parameters.Add(new() { Value = booth });
                    await command.ExecuteNonQueryAsync();
                }
            }

            return count;
        })));
        return new(counts.Sum() / watch.Elapsed.TotalSeconds, $"{_clients} clients", []);
    }

    private static string? FindPgbench()
    {
        const string Versions = "/usr/lib/postgresql";
        return Directory.Exists(Versions)
            ? Directory.EnumerateDirectories(Versions).Select(version => Path.Combine(version, "bin", "pgbench")).Where(File.Exists).Order(StringComparer.Ordinal).LastOrDefault()
            : null;
    }

    private static string Sql(string template, string booth) => string.Format(CultureInfo.InvariantCulture, template, booth);

    [GeneratedRegex(@"tps = ([0-9.]+)")]
    private static partial Regex Tps();
}
