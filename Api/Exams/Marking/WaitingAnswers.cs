using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Pinchang.Data;

namespace Pinchang.Api.Exams.Marking;

/// <summary>A question of a round as one marker finds it.</summary>
internal sealed record WaitingQuestion(Guid RoundId, string QuestionId, int Number, decimal Points, int Waiting, int Done);

/// <summary>Which answers a marker could take now: said once, for the desk that counts them and for the hand that takes one.</summary>
internal static class WaitingAnswers
{
    // {0} rounds, {1} the marker, {2} now. The rule is MarkingTask.Claim's.
    private const string WaitsForHim =
        """
        task.state IN ('Marking', 'ThirdMark')
        AND NOT EXISTS (SELECT FROM exams.marks mark WHERE mark.task_id = task.id AND mark.marker_id = {1})
        AND NOT EXISTS (SELECT FROM exams.answer_openings opening
                        WHERE opening.task_id = task.id AND opening.person_id = {1} AND opening.act = 'Released')
        AND (CASE task.state WHEN 'Marking' THEN 2 ELSE 3 END)
            - (SELECT count(*) FROM exams.marks mark WHERE mark.task_id = task.id AND mark.kind IN ('First', 'Second', 'Third'))
            - (SELECT count(*) FROM exams.mark_claims claim
               WHERE claim.task_id = task.id AND claim.marker_id <> {1} AND NOT claim.is_self_check AND claim.lease_until > {2}) > 0
        """;

    public static Task<WaitingQuestion[]> CountWaitingAsync(
        this PinchangContext data, Guid[] roundIds, Guid markerId, DateTimeOffset now, CancellationToken cancellation) =>
        data.Database.SqlQuery<WaitingQuestion>(FormattableStringFactory.Create(
            $$"""
            SELECT task.round_id AS "RoundId", task.question_id AS "QuestionId", task.question_number AS "Number", task.max_points AS "Points",
                   (count(*) FILTER (WHERE {{WaitsForHim}}))::int AS "Waiting",
                   (count(*) FILTER (WHERE EXISTS (
                       SELECT FROM exams.marks mark
                       WHERE mark.task_id = task.id AND mark.marker_id = {1} AND mark.kind IN ('First', 'Second', 'Third'))))::int AS "Done"
            FROM exams.marking_tasks task
            WHERE task.round_id = ANY ({0})
            GROUP BY task.round_id, task.question_id, task.question_number, task.max_points
            """,
            roundIds,
            markerId,
            now)).ToArrayAsync(cancellation);

    /// <summary>
    /// Locks an answer with a free place. Third marks first, then question by question in the drawn order: who reads one question at a
    /// stretch marks it evenly.
    /// </summary>
    /// <param name="patiently">Waits for answers that others have locked this moment, rather than passing them over.</param>
    public static Task<Guid?> LockWaitingAsync(
        this PinchangContext data, Guid roundId, string? questionId, Guid markerId, bool patiently, DateTimeOffset now, CancellationToken cancellation) =>
        data.FirstAsync(
            $$"""
            SELECT task.id AS "Value" FROM exams.marking_tasks task
            WHERE task.round_id = ANY ({0}) AND ({3}::text IS NULL OR task.question_id = {3}) AND {{WaitsForHim}}
            ORDER BY task.state DESC, task.question_number, task.lot
            LIMIT 1 FOR NO KEY UPDATE OF task {{(patiently ? "" : "SKIP LOCKED")}}
            """,
            cancellation,
            new[] { roundId },
            markerId,
            now,
            questionId);

    /// <summary>Locks the marker's own answer of longest ago, so that he does not remember it. Never waits: two would wait for each other.</summary>
    public static Task<Guid?> LockOwnAsync(this PinchangContext data, Guid roundId, string? questionId, Guid markerId, CancellationToken cancellation) =>
        data.FirstAsync(
            """
            SELECT task.id AS "Value" FROM exams.marks mark JOIN exams.marking_tasks task ON task.id = mark.task_id
            WHERE mark.round_id = {0} AND mark.marker_id = {1} AND mark.kind IN ('First', 'Second', 'Third')
              AND ({2}::text IS NULL OR task.question_id = {2})
              AND NOT EXISTS (SELECT FROM exams.marks again WHERE again.task_id = task.id AND again.marker_id = {1} AND again.kind = 'SelfCheck')
              AND NOT EXISTS (SELECT FROM exams.answer_openings opening
                              WHERE opening.task_id = task.id AND opening.person_id = {1} AND opening.act = 'Released')
            ORDER BY mark.given_at, mark.id
            LIMIT 1 FOR NO KEY UPDATE OF task SKIP LOCKED
            """,
            cancellation,
            roundId,
            markerId,
            questionId);

    private static async Task<Guid?> FirstAsync(this PinchangContext data, string sql, CancellationToken cancellation, params object?[] values)
    {
        var found = await data.Database.SqlQuery<Guid>(FormattableStringFactory.Create(sql, values)).ToListAsync(cancellation);
        return found.Count == 0 ? null : found[0];
    }
}
