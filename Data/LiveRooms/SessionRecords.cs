using Npgsql;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Domain.LiveRooms;

namespace Pinchang.Data.LiveRooms;

/// <summary>What a session left behind, for its replay and its summary.</summary>
public sealed class SessionRecords(NpgsqlDataSource database)
{
    private const int MostItems = 20_000;

    /// <summary>Everything told that has a place on the recording's time line, without lines that were removed and what a later reader overturned; oldest first.</summary>
    public async Task<FeedItem[]> ReadTimelineAsync(Guid sessionId, CancellationToken cancellation)
    {
        var items = await ReadAsync(
            """
            SELECT body FROM live.feed AS item
            WHERE session_id = $1 AND media_time IS NOT NULL AND kind IN ('chat', 'card', 'notice', 'question')
              AND NOT (kind = 'chat' AND EXISTS (
                  SELECT FROM live.feed AS removal
                  WHERE removal.session_id = $1 AND removal.kind = 'chat-removed' AND removal.subject_id = item.subject_id))
              AND NOT EXISTS (
                  SELECT FROM compliance.review_samples AS sample WHERE sample.session_id = $1 AND sample.thing_id = item.subject_id AND sample.overturned)
            ORDER BY media_time, sequence LIMIT $2
            """,
            sessionId,
            cancellation);
        return [.. items.OfType<Told>().Select(told => told.Item)];
    }

    /// <summary>The cards as they last were, in the order they were first pushed.</summary>
    public async Task<JobCard[]> ReadCardsAsync(Guid sessionId, CancellationToken cancellation)
    {
        var facts = await ReadAsync(
            "SELECT body FROM live.feed WHERE session_id = $1 AND kind = 'card' ORDER BY sequence LIMIT $2", sessionId, cancellation);
        var cards = new Dictionary<Guid, JobCard>();
        foreach (var changed in facts.OfType<Told>().Select(told => told.Item).OfType<CardChanged>())
        {
            cards[changed.Card.Id] = changed.Card;
        }

        return [.. cards.Values];
    }

    public async Task<AudiencePoint[]> ReadAudienceAsync(Guid sessionId, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            "SELECT at, watching, likes, chat FROM live.audience_points WHERE session_id = $1 ORDER BY at");
        command.Parameters.Add(new() { Value = sessionId });
        var points = new List<AudiencePoint>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            points.Add(new(reader.GetFieldValue<DateTimeOffset>(0), reader.GetInt32(1), reader.GetInt32(2), reader.GetInt32(3)));
        }

        return [.. points];
    }

    /// <summary>How many lines were said and how many questions asked.</summary>
    public async Task<(int Chat, int Questions)> CountTalkAsync(Guid sessionId, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            SELECT (count(*) FILTER (WHERE kind = 'chat'))::int, (count(DISTINCT subject_id) FILTER (WHERE kind = 'question'))::int
            FROM live.feed WHERE session_id = $1 AND kind IN ('chat', 'question')
            """);
        command.Parameters.Add(new() { Value = sessionId });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return (reader.GetInt32(0), reader.GetInt32(1));
    }

    private async Task<List<RoomFact>> ReadAsync(string query, Guid sessionId, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(query);
        command.Parameters.Add(new() { Value = sessionId });
        command.Parameters.Add(new() { Value = MostItems });
        var facts = new List<RoomFact>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            facts.Add(FeedRow.FactOf(reader.GetString(0)));
        }

        return facts;
    }
}
