using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Pinchang.Embedded.PostgreSql;
using Pinchang.Load.Measuring;

namespace Pinchang.Load.Ledger;

/// <summary>
/// The fastest way in that PostgreSQL knows: one binary copy of a file. By psql where Debian's package is there, by Npgsql's raw copy of the
/// same bytes otherwise, and named so. Each run into an empty table, which favours the peer.
/// </summary>
internal sealed class CopyPeer : IAsyncDisposable
{
    private const string Psql = "/usr/bin/psql";
    private const string Columns = "id, at, agency_id, kind, actor_id, address, organisation_id, person_id, subject, subject_id, service_id, before, after, what, reason";

    private readonly NpgsqlConnectionStringBuilder _connection;
    private readonly NpgsqlDataSource _owner;
    private readonly string _file = Path.GetTempFileName();
    private readonly int _lines;

    private CopyPeer(PostgreSqlServer server, int lines)
    {
        _lines = lines;
        _connection = new(server.ConnectionString(PostgreSqlServer.Superuser, "pinchang"));
        _owner = NpgsqlDataSource.Create(_connection.ConnectionString);
    }

    public static string Name => File.Exists(Psql) ? "psql \\copy binary" : "COPY binary by Npgsql";

    public static async Task<CopyPeer> MakeAsync(PostgreSqlServer server, int lines)
    {
        var peer = new CopyPeer(server, lines);
        await peer.ExecuteAsync(
            """
            CREATE SCHEMA IF NOT EXISTS peer;
            DROP TABLE IF EXISTS peer.lines;
            CREATE TABLE peer.lines (LIKE compliance.ledger_lines INCLUDING ALL) PARTITION BY RANGE (at);
            CREATE TABLE peer.this_month PARTITION OF peer.lines DEFAULT;
            """);
        await peer.WriteFileAsync();
        return peer;
    }

    public async Task<Sample> CopyAsync()
    {
        await ExecuteAsync("TRUNCATE peer.lines; CHECKPOINT");
        var watch = Stopwatch.StartNew();
        if (File.Exists(Psql))
        {
            await ByPsqlAsync();
        }
        else
        {
            await ByNpgsqlAsync();
        }

        return new(_lines / watch.Elapsed.TotalSeconds, $"{_lines} lines", []);
    }

    public async ValueTask DisposeAsync()
    {
        File.Delete(_file);
        await ExecuteAsync("DROP SCHEMA peer CASCADE");
        await _owner.DisposeAsync();
    }

    /// <summary>The same sort of lines as ours, through the table once, as the file that \copy reads.</summary>
    private async Task WriteFileAsync()
    {
        await using var connection = await _owner.OpenConnectionAsync();
        await using (var copy = await connection.BeginBinaryImportAsync($"COPY peer.lines ({Columns}) FROM STDIN (FORMAT binary)"))
        {
            foreach (var line in new LedgerLines(Guid.Parse("0199aaaa-0000-7000-8000-000000000001"), seed: 8).Next(_lines))
            {
                await copy.WriteRowAsync(
                    CancellationToken.None,
                    line.Id, line.At.UtcDateTime, line.AgencyId, line.Kind, Value(line.ActorId), Value(line.Address), Value(line.OrganisationId), Value(line.PersonId),
                    line.Subject, line.SubjectId, Value(line.ServiceId), Value(line.Before), Value(line.After), Value(line.What), Value(line.Reason));
            }

            await copy.CompleteAsync();
        }

        await using var raw = await connection.BeginRawBinaryCopyAsync($"COPY peer.this_month ({Columns}) TO STDOUT (FORMAT binary)");
        await using var file = File.Create(_file);
        await raw.CopyToAsync(file);
    }

    private async Task ByPsqlAsync()
    {
        var start = new ProcessStartInfo(
            Psql,
            ["-X", "-q", "-h", _connection.Host!, "-p", _connection.Port.ToString(CultureInfo.InvariantCulture), "-U", _connection.Username!, "-d", _connection.Database!,
                "-c", $"\\copy peer.lines ({Columns}) FROM '{_file}' (FORMAT binary)"])
        { RedirectStandardError = true };
        start.Environment["PGPASSWORD"] = _connection.Password;
        using var process = Process.Start(start)!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"psql: {errors}");
        }
    }

    private async Task ByNpgsqlAsync()
    {
        await using var connection = await _owner.OpenConnectionAsync();
        await using var file = File.OpenRead(_file);
        await using var copy = await connection.BeginRawBinaryCopyAsync($"COPY peer.lines ({Columns}) FROM STDIN (FORMAT binary)");
        await file.CopyToAsync(copy);
    }

    private static object Value(object? value) => value ?? DBNull.Value;

    private async Task ExecuteAsync(string sql)
    {
        foreach (var statement in sql.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            await using var command = _owner.CreateCommand(statement);
            command.CommandTimeout = 0;
            await command.ExecuteNonQueryAsync();
        }
    }
}
