using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Invigilation;
using Pinchang.Domain.Exams.Sittings;

namespace Pinchang.Data.Exams.Invigilation;

internal sealed class InvigilationStore(NpgsqlDataSource database) : IInvigilationStore
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
            ProjectId = found.Sitting.ProjectId,
            ProjectTitle = found.Name,
            Title = found.Sitting.Name,
            OpensAt = found.Sitting.OpensAt,
            StartsAt = found.Sitting.StartsAt,
            EndsAt = ExamPhase.DeadlineOf(found.Sitting.Schedule, 0),
            Recorded = found.Sitting.Settings.Recording,
        };
        var sessions = await data.ExamSessions.AsNoTracking().Where(session => session.SittingId == sittingId).ToListAsync(cancellation);
        var pieces = await ReadPiecesAsync(sittingId, cancellation);
        var stills = await ReadStillsAsync(sittingId, cancellation);
        var events = await ReadEventsAsync(data, sittingId, cancellation);
        var unread = await ReadUnreadAsync(data, sittingId, cancellation);
        return new(watch, [.. sessions.Select(session =>
        {
            var still = stills.GetValueOrDefault(session.Id);
            var sight = SightOf(session, found.Sitting.Schedule) with
            {
                PieceAt = pieces.GetValueOrDefault(session.Id) ?? ImmutableDictionary<RecordingTrack, DateTimeOffset>.Empty,
                StillId = still?.Id,
                StillAt = still?.At,
                Unread = [.. unread[session.Id]],
            };
            return events[session.Id].Aggregate(sight, (known, happened) => known.After(new WatchFact { SessionId = session.Id, At = happened.At, Event = happened }));
        })]);
    }

    public async Task AppendAsync(IReadOnlyList<SessionEvent> raised, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            INSERT INTO exams.session_events (id, session_id, kind, weight, at, received_at, detail, still_id)
            SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8)
            ON CONFLICT DO NOTHING
            """);
        Add(command, NpgsqlDbType.Uuid, raised, happened => happened.Id);
        Add(command, NpgsqlDbType.Uuid, raised, happened => happened.SessionId);
        Add(command, NpgsqlDbType.Text, raised, happened => happened.Kind.ToString());
        Add(command, NpgsqlDbType.Text, raised, happened => happened.Weight.ToString());
        Add(command, NpgsqlDbType.TimestampTz, raised, happened => happened.At.UtcDateTime);
        Add(command, NpgsqlDbType.TimestampTz, raised, happened => happened.ReceivedAt.UtcDateTime);
        Add(command, NpgsqlDbType.Text, raised, happened => happened.Detail);
        Add(command, NpgsqlDbType.Uuid, raised, happened => happened.StillId);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static CandidateSight SightOf(ArrangedSession session, SittingSchedule schedule) => new()
    {
        SessionId = session.Id,
        Name = session.CandidateName,
        TicketNumber = session.TicketNumber,
        Seat = session.Seat,
        State = session.State,
        StartedAt = session.StartedAt,
        Identity = session.Standing.Identity,
        DeviceName = session.Standing.DeviceName,
        EntryRequest = session.Standing.Request is { Admitted: false } waiting ? waiting : null,
        Deadline = ExamPhase.DeadlineOf(schedule, session.ExtraSeconds),
        ExtraSeconds = session.ExtraSeconds,
        Answered = session.Standing.Receipt?.Answered ?? 0,
        Questions = session.Draw.Sections.Sum(section => section.QuestionIds.Length),
        HeardAt = session.SeenAt,
    };

    /// <summary>What waits for a decision, and the newest of the rest, oldest first.</summary>
    private static async Task<ILookup<Guid, SessionEvent>> ReadEventsAsync(PinchangContext data, Guid sittingId, CancellationToken cancellation)
    {
        var rows = await (
            from happened in data.Set<KeptEvent>().AsNoTracking()
            join session in data.ExamSessions on happened.SessionId equals session.Id
            join decided in data.Set<KeptDecision>() on happened.Id equals decided.EventId into decisions
            from decision in decisions.DefaultIfEmpty()
            where session.SittingId == sittingId
            orderby happened.At, happened.Id
            select new { Event = happened, Decision = decision }).ToListAsync(cancellation);
        return rows.ToLookup(
            row => row.Event.SessionId,
            row => row.Event.ToEvent(row.Decision is { } made ? new(made.Verdict, made.Reason, "", made.DecidedAt) : null));
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

    private static void Add<T>(NpgsqlCommand command, NpgsqlDbType type, IReadOnlyList<SessionEvent> raised, Func<SessionEvent, T> value) =>
        command.Parameters.Add(new() { NpgsqlDbType = NpgsqlDbType.Array | type, Value = raised.Select(value).ToArray() });
}
