using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Pinchang.Contracts.Jobs;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Data.Committing;
using Pinchang.Data.Jobs;
using Pinchang.Domain;
using Pinchang.Domain.LiveRooms;

namespace Pinchang.Data.LiveRooms;

internal sealed class RoomStore([GrainPool] NpgsqlDataSource database, TimeProvider time) : IRoomStore
{
    /// <summary>Lines that an activation reads again: what it remembers ids of.</summary>
    private const int RememberedChat = 2_000;

    private readonly DbContextOptions<PinchangContext> _options = PinchangDataServices.Options(database);

    public async Task<WokenRoom?> WakeAsync(Guid roomId, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await TakeEpochAsync(roomId, cancellation) is not { } epoch || await ReadPlanAsync(roomId, cancellation) is not { } plan)
        {
            return null;
        }

        var history = await ReadHistoryAsync(plan, now, cancellation);
        var earlier = await CountChatAsync(plan.SessionId, cancellation) - history.Count(record => record.MayLag);
        return new(
            plan, epoch, history, earlier, await ReadFiguresAsync(plan.SessionId, cancellation), await ReadApplicationsAsync(plan, cancellation));
    }

    public async Task<RoomPlan?> ReadPlanAsync(Guid roomId, CancellationToken cancellation)
    {
        await using var data = new PinchangContext(_options);
        return await (
            from room in data.LiveRooms.AsNoTracking()
            join session in data.LiveSessions.AsNoTracking() on room.Id equals session.RoomId
            where room.Id == roomId
            orderby session.Id descending
            select new RoomPlan
            {
                RoomId = room.Id,
                EmployerId = room.EmployerId,
                SessionId = session.Id,
                Visibility = room.Visibility,
                State = session.State,
                StartedAt = session.StartedAt,
                EndedAt = session.EndedAt,
                PictureDueAt = session.PictureDueAt,
            }).FirstOrDefaultAsync(cancellation);
    }

    public async Task<RoomJob?> FindJobAsync(Guid roomId, Guid jobId, CancellationToken cancellation)
    {
        await using var data = new PinchangContext(_options);
        var shown = await data.WithApprovedText(time.GetUtcNow()).SingleOrDefaultAsync(row => row.Job.Id == jobId, cancellation);
        var job = shown ?? await data.WithNewestText().SingleOrDefaultAsync(row => row.Job.Id == jobId, cancellation);
        if (job is null)
        {
            return null;
        }

        // What nobody approved is not approved, whatever its newest text says of itself.
        var state = job.Job.ClosedAt is not null ? JobState.Closed
            : shown is not null ? JobState.Approved
            : job.Job.State == JobState.Approved ? JobState.Submitted : job.Job.State;
        var inRoom = await data.Set<RoomJobEntry>().AnyAsync(entry => entry.RoomId == roomId && entry.JobId == jobId, cancellation);
        return new(job.ToSummary(state), ChinaTime.EndOf(job.Version.Posting.OpenUntil), job.Job.ClosedAt, inRoom);
    }

    public async Task<IReadOnlyList<FeedItem>> ReadFeedAsync(Guid sessionId, long after, long before, int take, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            SELECT body FROM live.feed
            WHERE session_id = $1 AND sequence > $2 AND sequence < $3 AND kind <> ALL ($4)
            ORDER BY sequence LIMIT $5
            """);
        command.Parameters.Add(new() { Value = sessionId });
        command.Parameters.Add(new() { Value = after });
        command.Parameters.Add(new() { Value = before });
        command.Parameters.Add(new() { Value = FeedRow.Untold });
        command.Parameters.Add(new() { Value = take });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var items = new List<FeedItem>();
        while (await reader.ReadAsync(cancellation))
        {
            items.Add(((Told)FeedRow.FactOf(reader.GetString(0))).Item);
        }

        return items;
    }

    /// <summary>The row's lock orders this against every append; afterwards the former activation's are refused.</summary>
    private async Task<long?> TakeEpochAsync(Guid roomId, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            INSERT INTO live.epochs (room_id, epoch) SELECT id, 1 FROM live.rooms WHERE id = $1
            ON CONFLICT (room_id) DO UPDATE SET epoch = epochs.epoch + 1
            RETURNING epoch
            """);
        command.Parameters.Add(new() { Value = roomId });
        return await command.ExecuteScalarAsync(cancellation) as long?;
    }

    private async Task<List<RoomRecord>> ReadHistoryAsync(RoomPlan plan, DateTimeOffset now, CancellationToken cancellation)
    {
        // A mute goes on into the room's next session.
        await using var command = database.CreateCommand(
            """
            WITH lines AS (SELECT sequence FROM live.feed WHERE session_id = $1 AND kind = 'chat' ORDER BY sequence DESC LIMIT $2)
            SELECT sequence, at, media_time, actor_id, command_id, body FROM live.feed
            WHERE session_id = $1 AND (kind <> 'chat' OR sequence >= (SELECT min(sequence) FROM lines))
            UNION ALL
            SELECT sequence, at, media_time, actor_id, command_id, body FROM live.feed
            WHERE room_id = $3 AND kind = 'restriction' AND session_id <> $1 AND at > $4
            ORDER BY sequence
            """);
        command.Parameters.Add(new() { Value = plan.SessionId });
        command.Parameters.Add(new() { Value = RememberedChat });
        command.Parameters.Add(new() { Value = plan.RoomId });
        command.Parameters.Add(new() { Value = now.UtcDateTime.AddMinutes(-ModerationRules.LongestMute) });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var history = new List<RoomRecord>();
        while (await reader.ReadAsync(cancellation))
        {
            history.Add(new()
            {
                Sequence = reader.GetInt64(0),
                At = reader.GetFieldValue<DateTimeOffset>(1),
                MediaTime = reader.IsDBNull(2) ? null : reader.GetInt64(2),
                ActorId = reader.IsDBNull(3) ? null : reader.GetGuid(3),
                CommandId = reader.IsDBNull(4) ? null : reader.GetGuid(4),
                Fact = FeedRow.FactOf(reader.GetString(5)),
            });
        }

        return history;
    }

    private async Task<int> CountChatAsync(Guid sessionId, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("SELECT count(*)::int FROM live.feed WHERE session_id = $1 AND kind = 'chat'");
        command.Parameters.Add(new() { Value = sessionId });
        return (int)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private async Task<RoomFigures> ReadFiguresAsync(Guid sessionId, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("SELECT body FROM live.figures WHERE session_id = $1");
        command.Parameters.Add(new() { Value = sessionId });
        return await command.ExecuteScalarAsync(cancellation) is string body
            ? JsonSerializer.Deserialize<RoomFigures>(body, FeedRow.Json)!
            : RoomFigures.None;
    }

    private async Task<List<RoomApplication>> ReadApplicationsAsync(RoomPlan plan, CancellationToken cancellation)
    {
        await using var data = new PinchangContext(_options);
        return await data.Applications.AsNoTracking()
            .Where(application => application.SessionId == plan.SessionId)
            .Select(application => new RoomApplication(application.Id, application.JobId, application.CardId))
            .ToListAsync(cancellation);
    }
}
