using Microsoft.EntityFrameworkCore;
using Pinchang.Data;

namespace Pinchang.Api.Exams.Sittings;

/// <summary>Figures of a page of sessions, from rows that only the sessions' own writer maps.</summary>
internal static class SessionSums
{
    private sealed record SessionSum(Guid SessionId, int Sum);

    public static Task<Dictionary<Guid, int>> OutageSecondsAsync(PinchangContext data, Guid[] sessionIds, CancellationToken cancellation) =>
        data.Database.SqlQuery<SessionSum>(
            $"""
            SELECT session_id AS "SessionId", sum(extract(epoch FROM to_at - from_at))::int AS "Sum"
            FROM exams.outages WHERE session_id = ANY ({sessionIds}) GROUP BY session_id
            """).ToDictionaryAsync(row => row.SessionId, row => row.Sum, cancellation);

    public static Task<Dictionary<Guid, int>> LateAnswersAsync(PinchangContext data, Guid[] sessionIds, CancellationToken cancellation) =>
        data.Database.SqlQuery<SessionSum>(
            $"""
            SELECT session_id AS "SessionId", count(*)::int AS "Sum"
            FROM exams.answers WHERE session_id = ANY ({sessionIds}) AND standing = 'Late' GROUP BY session_id
            """).ToDictionaryAsync(row => row.SessionId, row => row.Sum, cancellation);
}
