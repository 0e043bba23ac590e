using Npgsql;
using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Papers;

namespace Pinchang.Data.Exams.Papers;

/// <summary>
/// Writes on a connection of its own: a refused request rolls its transaction back, and the line about it must stay. A line that cannot
/// be written fails the attempt.
/// </summary>
public sealed class PaperAccessLog(NpgsqlDataSource source)
{
    private const string Insert =
        """
        INSERT INTO exams.paper_access (id, paper_id, agency_id, at, act, user_id, reason, address, refused_with)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """;

    public async Task WriteAsync(
        Guid paperId, Guid agencyId, PaperAct act, PaperAccessor accessor, string? refusedWith, DateTimeOffset now, CancellationToken cancellation)
    {
        var entry = Entry(paperId, agencyId, act, accessor, refusedWith, now);
        await using var command = source.CreateCommand(Insert);
        command.Parameters.Add(new() { Value = entry.Id });
        command.Parameters.Add(new() { Value = entry.PaperId });
        command.Parameters.Add(new() { Value = entry.AgencyId });
        command.Parameters.Add(new() { Value = entry.At });
        command.Parameters.Add(new() { Value = entry.Act.ToString() });
        command.Parameters.Add(new() { Value = (object?)entry.UserId ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid });
        command.Parameters.Add(new() { Value = entry.Reason });
        command.Parameters.Add(new() { Value = (object?)entry.Address ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = (object?)entry.RefusedWith ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    internal static PaperAccessEntry Entry(Guid paperId, Guid agencyId, PaperAct act, PaperAccessor accessor, string? refusedWith, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        PaperId = paperId,
        AgencyId = agencyId,
        At = now.ToUniversalTime(),
        Act = act,
        UserId = accessor.UserId,
        Reason = accessor.Reason,
        Address = accessor.Address,
        RefusedWith = refusedWith,
    };
}
