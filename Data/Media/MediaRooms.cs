using Npgsql;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Domain.Media;

namespace Pinchang.Data.Media;

/// <summary>Read by plain SQL from the pool: asked for each segment and each viewer, it needs no context.</summary>
internal sealed class MediaRooms(NpgsqlDataSource source) : IMediaRooms
{
    private const string Columns =
        "SELECT r.id, s.id, s.state, r.visibility, r.employer_id, r.agency_id FROM live.rooms r JOIN live.sessions s ON s.room_id = r.id";

    public Task<MediaRoom?> FindAsync(Guid roomId, CancellationToken cancellation) =>
        ReadAsync($"{Columns} WHERE r.id = $1 ORDER BY (s.state <> 'Ended') DESC, s.id DESC LIMIT 1", roomId, cancellation);

    public Task<MediaRoom?> FindBySessionAsync(Guid sessionId, CancellationToken cancellation) =>
        ReadAsync($"{Columns} WHERE s.id = $1", sessionId, cancellation);

    private async Task<MediaRoom?> ReadAsync(string sql, Guid id, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        await using var row = await command.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation)
            ? new MediaRoom(
                row.GetGuid(0),
                row.GetGuid(1),
                Enum.Parse<LiveSessionState>(row.GetString(2)),
                Enum.Parse<RoomVisibility>(row.GetString(3)),
                row.GetGuid(4),
                row.GetGuid(5))
            : null;
    }
}
