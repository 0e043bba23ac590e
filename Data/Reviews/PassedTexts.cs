using Microsoft.EntityFrameworkCore;
using Pinchang.Contracts.Reviews;
using Pinchang.Domain;
using Pinchang.Domain.Reviews.Samples;

namespace Pinchang.Data.Reviews;

/// <summary>What people said in an agency's rooms on one day, by China's clock, and no rule kept back: a question as it was asked, not as it was answered.</summary>
public static class PassedTexts
{
    public static async Task<IReadOnlyList<PassedText>> ReadAsync(PinchangContext data, Guid agencyId, SampledKind kind, DateOnly day, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(data);
        var (from, until, fact) = (ChinaTime.StartOf(day), ChinaTime.StartOf(day.AddDays(1)), kind == SampledKind.Chat ? "chat" : "question");
        return await data.Database.SqlQuery<PassedText>(
            $"""
            SELECT * FROM (
                SELECT DISTINCT ON (line.session_id, line.subject_id)
                    line.subject_id AS "Id", line.session_id AS "SessionId", line.sequence AS "Sequence", line.room_id AS "RoomId", line.actor_id AS "AuthorId", line.at AS "SaidAt"
                FROM live.rooms AS room JOIN live.sessions AS session ON session.room_id = room.id JOIN live.feed AS line ON line.session_id = session.id AND line.kind = {fact}
                WHERE room.agency_id = {agencyId} AND session.started_at < {until} AND (session.ended_at IS NULL OR session.ended_at >= {from})
                ORDER BY line.session_id, line.subject_id, line.sequence) AS said
            WHERE "SaidAt" >= {from} AND "SaidAt" < {until}
            """).ToListAsync(cancellation);
    }

    /// <summary>What they said, by the sample; nothing of what is past its term.</summary>
    public static async Task<IReadOnlyDictionary<Guid, string>> TextsAsync(PinchangContext data, Guid[] sampleIds, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(data);
        var rows = await data.Database.SqlQuery<SaidText>(
            $"""
            SELECT sample.id AS "Id", coalesce(line.body -> 'item' -> 'message' ->> 'text', line.body -> 'item' -> 'question' ->> 'text') AS "Text"
            FROM compliance.review_samples AS sample JOIN live.feed AS line ON line.session_id = sample.session_id AND line.sequence = sample.sequence
            WHERE sample.id = ANY ({sampleIds})
            """).ToListAsync(cancellation);
        return rows.Where(row => row.Text is not null).ToDictionary(row => row.Id, row => row.Text!);
    }

    private sealed record SaidText(Guid Id, string? Text);
}
