using Microsoft.EntityFrameworkCore;
using Pinchang.Contracts.Screening;
using Pinchang.Domain.Screening;

namespace Pinchang.Data.Screening;

/// <summary>What people of one agency's rooms and employers wrote for others to read, newest first, without saying who.</summary>
public static class PastTexts
{
    public const int MostOfEach = 20_000;

    public static async Task<IReadOnlyList<PastText>> ReadAsync(PinchangContext data, Guid agencyId, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(data);
        var rows = await data.Database.SqlQuery<TextRow>(
            $"""
            (SELECT 'Chat' AS "Source", line.body -> 'item' -> 'message' ->> 'text' AS "Text"
             FROM live.rooms AS room JOIN live.sessions AS session ON session.room_id = room.id JOIN live.feed AS line ON line.session_id = session.id AND line.kind = 'chat'
             WHERE room.agency_id = {agencyId} ORDER BY line.at DESC LIMIT {MostOfEach})
            UNION ALL
            (SELECT 'Question', line.body -> 'item' -> 'question' ->> 'text'
             FROM live.rooms AS room JOIN live.sessions AS session ON session.room_id = room.id JOIN live.feed AS line ON line.session_id = session.id AND line.kind = 'question'
             WHERE room.agency_id = {agencyId} ORDER BY line.at DESC LIMIT {MostOfEach})
            UNION ALL
            (SELECT 'Job', concat_ws(E'\n', version.title, version.experience, version.education, version.description, array_to_string(version.tags, ' '))
             FROM jobs.jobs AS job JOIN jobs.job_versions AS version ON version.job_id = job.id AND version.number = job.newest_version
             WHERE job.agency_id = {agencyId} ORDER BY version.written_at DESC LIMIT {MostOfEach})
            """).ToListAsync(cancellation);
        return [.. rows.Where(row => !string.IsNullOrEmpty(row.Text)).Select(row => new PastText(Enum.Parse<PastTextSource>(row.Source), row.Text!)).Distinct()];
    }

    private sealed record TextRow(string Source, string? Text);
}
