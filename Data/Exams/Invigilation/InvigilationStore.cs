using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using Pinchang.Contracts.Exams;
using Pinchang.Data.Committing;
using Pinchang.Domain.Exams.Invigilation;
using Pinchang.Domain.Exams.Sittings;

namespace Pinchang.Data.Exams.Invigilation;

internal sealed class InvigilationStore([GrainPool] NpgsqlDataSource database) : IInvigilationStore
{
    private readonly DbContextOptions<PinchangContext> _options = PinchangDataServices.Options(database);

    public async Task<WatchedSitting?> ReadAsync(Guid sittingId, CancellationToken cancellation)
    {
        await using var data = new PinchangContext(_options);
        var found = await (
            from sitting in data.Sittings.AsNoTracking()
            join project in data.ExamProjects on sitting.ProjectId equals project.Id
            where sitting.Id == sittingId
            select new { Sitting = sitting, project.Name }).SingleOrDefaultAsync(cancellation);
        if (found is null)
        {
            return null;
        }

        var watch = new SittingWatch
        {
            SittingId = sittingId,
            PaperId = found.Sitting.PaperId,
            ProjectId = found.Sitting.ProjectId,
            ProjectTitle = found.Name,
            Title = found.Sitting.Name,
            OpensAt = found.Sitting.OpensAt,
            StartsAt = found.Sitting.StartsAt,
            EndsAt = ExamPhase.DeadlineOf(found.Sitting.Schedule, 0),
            Recorded = found.Sitting.Settings.Recording,
        };
        var sessions = await ReadSessionsAsync(data, sittingId, found.Sitting.Schedule, cancellation);
        var pieces = await ReadPiecesAsync(sittingId, cancellation);
        var stills = await ReadStillsAsync(sittingId, cancellation);
        var events = await ReadEventsAsync(sittingId, cancellation);
        var unread = await ReadUnreadAsync(data, sittingId, cancellation);
        return new(watch, [.. sessions.Select(session =>
        {
            var still = stills.GetValueOrDefault(session.SessionId);
            var sight = session with
            {
                PieceAt = pieces.GetValueOrDefault(session.SessionId) ?? ImmutableDictionary<RecordingTrack, DateTimeOffset>.Empty,
                StillId = still?.Id,
                StillAt = still?.At,
                Unread = [.. unread[session.SessionId]],
            };
            return events[session.SessionId].Aggregate(sight, (known, happened) => known.After(new WatchFact { SessionId = known.SessionId, At = happened.At, Event = happened }));
        })]);
    }

    public async Task<IReadOnlySet<Guid>> RaiseAsync(IReadOnlyList<SessionEvent> raised, CancellationToken cancellation)
    {
        await using var command = Command(
            """
            WITH open AS (
                SELECT t.* FROM unnest($1, $2, $3, $4, $5, $6, $7, $8) AS t (id, session_id, kind, weight, at, received_at, detail, still_id)
                JOIN exams.sessions AS session ON session.id = t.session_id WHERE session.end_kind IS NULL
            ), kept AS (
                INSERT INTO exams.session_events (id, session_id, kind, weight, at, received_at, detail, still_id)
                SELECT * FROM open ON CONFLICT DO NOTHING
            )
            SELECT id FROM open
            """,
            raised);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var kept = new HashSet<Guid>();
        while (await reader.ReadAsync(cancellation))
        {
            kept.Add(reader.GetGuid(0));
        }

        return kept;
    }

    public async Task AppendAsync(SessionEvent happened, CancellationToken cancellation)
    {
        await using var command = Command(
            """
            INSERT INTO exams.session_events (id, session_id, kind, weight, at, received_at, detail, still_id)
            SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8)
            ON CONFLICT DO NOTHING
            """,
            [happened]);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private NpgsqlCommand Command(string sql, IReadOnlyList<SessionEvent> raised)
    {
        var command = database.CreateCommand(sql);
        Add(command, NpgsqlDbType.Uuid, raised, happened => happened.Id);
        Add(command, NpgsqlDbType.Uuid, raised, happened => happened.SessionId);
        Add(command, NpgsqlDbType.Text, raised, happened => happened.Kind.ToString());
        Add(command, NpgsqlDbType.Text, raised, happened => happened.Weight.ToString());
        Add(command, NpgsqlDbType.TimestampTz, raised, happened => happened.At.UtcDateTime);
        Add(command, NpgsqlDbType.TimestampTz, raised, happened => happened.ReceivedAt.UtcDateTime);
        Add(command, NpgsqlDbType.Text, raised, happened => happened.Detail);
        Add(command, NpgsqlDbType.Uuid, raised, happened => happened.StillId);
        return command;
    }

    private static async Task<List<CandidateSight>> ReadSessionsAsync(
        PinchangContext data, Guid sittingId, SittingSchedule schedule, CancellationToken cancellation)
    {
        // Of a draw only the length is wanted, and of thousands it is long.
        var rows = await data.ExamSessions.AsNoTracking().Where(session => session.SittingId == sittingId)
            .Select(session => new
            {
                session.Id,
                session.CandidateName,
                session.TicketNumber,
                session.Seat,
                session.State,
                session.StartedAt,
                session.ExtraSeconds,
                session.Standing,
            }).ToListAsync(cancellation);
        var figures = await data.Database.SqlQuery<SessionFigures>(
            $"""
            SELECT session.id AS "SessionId", sighting.seen_at AS "SeenAt", start.at AS "StartedAt",
                   (SELECT sum(jsonb_array_length(section -> 'questionIds'))::int
                    FROM jsonb_array_elements(session.draw -> 'sections') AS section) AS "Questions"
            FROM exams.sessions AS session LEFT JOIN exams.session_sightings AS sighting ON sighting.session_id = session.id
            LEFT JOIN exams.session_starts AS start ON start.session_id = session.id
            WHERE session.sitting_id = {sittingId}
            """).ToDictionaryAsync(figure => figure.SessionId, cancellation);
        return [.. rows.Select(row => new CandidateSight
        {
            SessionId = row.Id,
            Name = row.CandidateName,
            TicketNumber = row.TicketNumber,
            Seat = row.Seat,
            State = row.State == ExamSessionState.Entered && figures.GetValueOrDefault(row.Id)?.StartedAt is not null ? ExamSessionState.Started : row.State,
            StartedAt = row.StartedAt ?? figures.GetValueOrDefault(row.Id)?.StartedAt,
            Identity = row.Standing.Identity,
            DeviceName = row.Standing.DeviceName,
            EntryRequest = row.Standing.Request is { Admitted: false } waiting ? waiting : null,
            Deadline = ExamPhase.DeadlineOf(schedule, row.ExtraSeconds),
            ExtraSeconds = schedule.ExtraSeconds + row.ExtraSeconds,
            Answered = row.Standing.Receipt?.Answered ?? 0,
            Questions = figures.GetValueOrDefault(row.Id)?.Questions ?? 0,
            HeardAt = figures.GetValueOrDefault(row.Id)?.SeenAt,
        })];
    }

    /// <summary>What waits for a decision, and the newest of each kind: what is on or off follows from it. In the order they came.</summary>
    private async Task<ILookup<Guid, SessionEvent>> ReadEventsAsync(Guid sittingId, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            SELECT event.id, event.session_id, event.kind, event.weight, event.at, event.received_at, event.detail, event.still_id, event.decided
            FROM (
                SELECT happened.*, decision.event_id IS NOT NULL AS decided,
                       row_number() OVER (
                           PARTITION BY happened.session_id, kind, CASE WHEN kind IN ('PiecesLate', 'PiecesResumed') THEN detail END
                           ORDER BY received_at DESC, at DESC) AS place
                FROM exams.session_events AS happened
                JOIN exams.sessions AS session ON session.id = happened.session_id
                LEFT JOIN exams.event_decisions AS decision ON decision.event_id = happened.id
                WHERE session.sitting_id = $1
            ) AS event
            WHERE place = 1 OR (weight <> 'Note' AND NOT decided)
            ORDER BY received_at, at, id
            """);
        command.Parameters.Add(new() { Value = sittingId });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var events = new List<SessionEvent>();
        while (await reader.ReadAsync(cancellation))
        {
            var at = reader.GetFieldValue<DateTimeOffset>(4);
            events.Add(new()
            {
                Id = reader.GetGuid(0),
                SessionId = reader.GetGuid(1),
                Kind = Enum.Parse<SessionEventKind>(reader.GetString(2)),
                Weight = Enum.Parse<EventWeight>(reader.GetString(3)),
                At = at,
                ReceivedAt = reader.GetFieldValue<DateTimeOffset>(5),
                Detail = reader.IsDBNull(6) ? null : reader.GetString(6),
                StillId = reader.IsDBNull(7) ? null : reader.GetGuid(7),
                Decision = reader.GetBoolean(8) ? new(EventVerdict.Harmless, null, "", at) : null,
            });
        }

        return events.ToLookup(happened => happened.SessionId);
    }

    private static async Task<ILookup<Guid, Guid>> ReadUnreadAsync(PinchangContext data, Guid sittingId, CancellationToken cancellation)
    {
        var rows = await (
            from message in data.Set<KeptMessage>().AsNoTracking()
            join session in data.ExamSessions on message.SittingId equals session.SittingId
            where message.SittingId == sittingId && (message.SessionId == null || message.SessionId == session.Id)
                && !data.Set<MessageReceipt>().Any(receipt => receipt.MessageId == message.Id && receipt.SessionId == session.Id)
                && session.EndKind == null
            select new { SessionId = session.Id, MessageId = message.Id }).ToListAsync(cancellation);
        return rows.ToLookup(row => row.SessionId, row => row.MessageId);
    }

    private async Task<Dictionary<Guid, ImmutableDictionary<RecordingTrack, DateTimeOffset>>> ReadPiecesAsync(Guid sittingId, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            SELECT session.id, track.name, piece.received_at
            FROM exams.sessions AS session
            CROSS JOIN (VALUES ('Camera'), ('Screen')) AS track (name)
            CROSS JOIN LATERAL (
                SELECT received_at FROM exams.recording_pieces
                WHERE session_id = session.id AND track = track.name
                ORDER BY received_at DESC LIMIT 1) AS piece
            WHERE session.sitting_id = $1
            """);
        command.Parameters.Add(new() { Value = sittingId });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var pieces = new Dictionary<Guid, ImmutableDictionary<RecordingTrack, DateTimeOffset>>();
        while (await reader.ReadAsync(cancellation))
        {
            var known = pieces.GetValueOrDefault(reader.GetGuid(0)) ?? ImmutableDictionary<RecordingTrack, DateTimeOffset>.Empty;
            pieces[reader.GetGuid(0)] = known.Add(Enum.Parse<RecordingTrack>(reader.GetString(1)), reader.GetFieldValue<DateTimeOffset>(2));
        }

        return pieces;
    }

    private async Task<Dictionary<Guid, StillReceipt>> ReadStillsAsync(Guid sittingId, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            SELECT session.id, still.id, still.at
            FROM exams.sessions AS session
            CROSS JOIN LATERAL (SELECT id, at FROM exams.stills WHERE session_id = session.id ORDER BY at DESC LIMIT 1) AS still
            WHERE session.sitting_id = $1
            """);
        command.Parameters.Add(new() { Value = sittingId });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var stills = new Dictionary<Guid, StillReceipt>();
        while (await reader.ReadAsync(cancellation))
        {
            stills[reader.GetGuid(0)] = new(reader.GetGuid(1), reader.GetFieldValue<DateTimeOffset>(2));
        }

        return stills;
    }

    private sealed record SessionFigures(Guid SessionId, DateTimeOffset? SeenAt, DateTimeOffset? StartedAt, int? Questions);

    private static void Add<T>(NpgsqlCommand command, NpgsqlDbType type, IReadOnlyList<SessionEvent> raised, Func<SessionEvent, T> value) =>
        command.Parameters.Add(new() { NpgsqlDbType = NpgsqlDbType.Array | type, Value = raised.Select(value).ToArray() });
}
