using Microsoft.EntityFrameworkCore;
using Npgsql;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Domain.Applications;
using Pinchang.Domain.LiveRooms;

namespace Pinchang.Data.LiveRooms;

internal sealed class RoomJobs(PinchangContext data) : IRoomJobs
{
    public async Task<JobPlace?> FindAsync(Guid roomId, Guid jobId, Guid? cardId, CancellationToken cancellation)
    {
        var place = await data.LiveSessions.IgnoreQueryFilters().AsNoTracking()
            .Where(session => session.RoomId == roomId
                && data.Set<RoomJobEntry>().Any(entry => entry.RoomId == roomId && entry.JobId == jobId))
            .OrderByDescending(session => session.Id)
            .Select(session => new { session.Id, session.State })
            .FirstOrDefaultAsync(cancellation);
        if (place is null || (cardId is { } card && !await IsCardOfAsync(roomId, jobId, card, cancellation)))
        {
            return null;
        }

        return new(roomId, place.State == LiveSessionState.Scheduled ? null : place.Id);
    }

    public Task<Guid[]> RoomsShowingAsync(Guid jobId, CancellationToken cancellation) =>
        data.LiveRooms.IgnoreQueryFilters().AsNoTracking()
            .Where(room => room.Visibility == RoomVisibility.Public
                && room.Jobs.Any(entry => entry.JobId == jobId)
                && room.Sessions.Any(session => session.State != LiveSessionState.Ended))
            .Select(room => room.Id)
            .ToArrayAsync(cancellation);

    private async Task<bool> IsCardOfAsync(Guid roomId, Guid jobId, Guid cardId, CancellationToken cancellation)
    {
        var connection = (NpgsqlConnection)data.Database.GetDbConnection();
        await data.Database.OpenConnectionAsync(cancellation);
        try
        {
            await using var command = new NpgsqlCommand(
                """
                SELECT EXISTS (SELECT FROM live.feed
                WHERE room_id = $1 AND kind = 'card' AND subject_id = $2 AND body #>> '{item,card,job,id}' = $3)
                """,
                connection);
            command.Parameters.Add(new() { Value = roomId });
            command.Parameters.Add(new() { Value = cardId });
            command.Parameters.Add(new() { Value = jobId.ToString() });
            return (bool)(await command.ExecuteScalarAsync(cancellation))!;
        }
        finally
        {
            await data.Database.CloseConnectionAsync();
        }
    }
}
