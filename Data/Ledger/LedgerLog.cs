using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;
using Pinchang.Data.Committing;
using Pinchang.Domain.Ledger;

namespace Pinchang.Data.Ledger;

/// <summary>Lines of many callers in one commit, by binary copy.</summary>
public sealed class LedgerLog : ILedgerLog, IAsyncDisposable
{
    private const string Copy =
        """
        COPY compliance.ledger_lines
            (id, at, agency_id, kind, actor_id, address, organisation_id, person_id, subject, subject_id, service_id, before, after, what, reason)
        FROM STDIN (FORMAT binary)
        """;

    private static readonly IReadOnlySet<int> NoneRefused = new HashSet<int>();

    private readonly NpgsqlDataSource _database;
    private readonly GroupCommitter<LedgerLine> _lines;

    public LedgerLog(NpgsqlDataSource database, TimeProvider time, ILogger<LedgerLog> logger)
    {
        _database = database;
        _lines = new("ledger lines", CopyAsync, new() { MostWaiting = 50_000, MostPerBatch = 5_000 }, time, logger);
    }

    public Task AppendAsync(IReadOnlyList<LedgerLine> lines) => _lines.CommitAsync(lines);

    public ValueTask DisposeAsync() => _lines.DisposeAsync();

    // A batch that is tried again because its answer was lost meets its own lines by their key, and is done.
    private async Task<IReadOnlySet<int>> CopyAsync(IReadOnlyList<LedgerLine> lines, CancellationToken cancellation)
    {
        await using var connection = await _database.OpenConnectionAsync(cancellation);
        try
        {
            await CopyAsync(connection, lines, cancellation);
        }
        catch (PostgresException known) when (known.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            await CopyMissingAsync(connection, lines, cancellation);
        }

        return NoneRefused;
    }

    private static async Task CopyMissingAsync(NpgsqlConnection connection, IReadOnlyList<LedgerLine> lines, CancellationToken cancellation)
    {
        var known = new HashSet<Guid>();
        await using (var command = new NpgsqlCommand("SELECT id FROM compliance.ledger_lines WHERE id = ANY ($1)", connection))
        {
            command.Parameters.Add(new() { Value = lines.Select(line => line.Id).ToArray() });
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
            {
                known.Add(reader.GetGuid(0));
            }
        }

        await CopyAsync(connection, [.. lines.Where(line => !known.Contains(line.Id))], cancellation);
    }

    private static async Task CopyAsync(NpgsqlConnection connection, IReadOnlyList<LedgerLine> lines, CancellationToken cancellation)
    {
        await using var copy = await connection.BeginBinaryImportAsync(Copy, cancellation);
        foreach (var line in lines)
        {
            await copy.StartRowAsync(cancellation);
            await copy.WriteAsync(line.Id, NpgsqlDbType.Uuid, cancellation);
            await copy.WriteAsync(line.At.UtcDateTime, NpgsqlDbType.TimestampTz, cancellation);
            await copy.WriteAsync(line.AgencyId, NpgsqlDbType.Uuid, cancellation);
            await WriteAsync(copy, line.Kind, cancellation);
            await WriteAsync(copy, line.ActorId, cancellation);
            await WriteAsync(copy, line.Address, cancellation);
            await WriteAsync(copy, line.OrganisationId, cancellation);
            await WriteAsync(copy, line.PersonId, cancellation);
            await WriteAsync(copy, line.Subject, cancellation);
            await copy.WriteAsync(line.SubjectId, NpgsqlDbType.Uuid, cancellation);
            await WriteAsync(copy, line.ServiceId, cancellation);
            await WriteAsync(copy, line.Before, cancellation);
            await WriteAsync(copy, line.After, cancellation);
            await WriteAsync(copy, line.What, cancellation);
            await WriteAsync(copy, line.Reason, cancellation);
        }

        await copy.CompleteAsync(cancellation);
    }

    private static Task WriteAsync(NpgsqlBinaryImporter copy, string? text, CancellationToken cancellation) =>
        text is null ? copy.WriteNullAsync(cancellation) : copy.WriteAsync(text, NpgsqlDbType.Text, cancellation);

    private static Task WriteAsync(NpgsqlBinaryImporter copy, Guid? id, CancellationToken cancellation) =>
        id is { } given ? copy.WriteAsync(given, NpgsqlDbType.Uuid, cancellation) : copy.WriteNullAsync(cancellation);
}
