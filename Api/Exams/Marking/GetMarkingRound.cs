using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Domain.Exams.Marking;

namespace Pinchang.Api.Exams.Marking;

/// <summary>Progress by question, consistency by marker, what is to be looked at again, and scripts that name themselves.</summary>
internal static class GetMarkingRound
{
    private const int Listed = 100;

    public static async Task<Results<Ok<MarkingRoundDetails>, ProblemHttpResult>> HandleAsync(
        Guid roundId, MarkedAnswers answers, MarkingOffice office, PinchangContext data, CancellationToken cancellation)
    {
        var found = await answers.FindRoundAsync(roundId, Roles.ExamOfficer, cancellation);
        if (found.Value is not { } round)
        {
            return found.Refusal!.ToProblem();
        }

        var tasks = data.MarkingTasks.AsNoTracking().Where(task => task.RoundId == roundId);
        var named = NamedScripts(tasks, data);
        return TypedResults.Ok(new MarkingRoundDetails
        {
            Summary = (await data.ReadRoundsAsync(other => other.Id == roundId, cancellation)).Single().Summary,
            ProjectId = round.ProjectId,
            SittingName = round.SittingName,
            Settings = round.Settings,
            IsMarked = await data.Marks.AnyAsync(mark => mark.RoundId == roundId, cancellation),
            Questions = await QuestionsAsync(roundId, data, cancellation),
            Markers = await MarkersAsync(roundId, office, data, cancellation),
            SpotChecks = await SpotChecksAsync(tasks, data, cancellation),
            SpotChecksOpen = await tasks.CountAsync(
                task => task.SpotCheckCause != null && task.SpotCheckAgreed == null && task.State == MarkingTaskState.Settled, cancellation),
            SpotChecksDone = await tasks.CountAsync(task => task.SpotCheckAgreed != null, cancellation),
            SelfNamed = await named.Take(Listed).ToArrayAsync(cancellation),
            GivenBack = await GivenBackAsync(tasks, data, cancellation),
            SelfNamedScripts = await tasks.Where(task => task.Covered.Length > 0).Select(task => task.ScriptId).Distinct().CountAsync(cancellation),
        });
    }

    private static Task<QuestionProgress[]> QuestionsAsync(Guid roundId, PinchangContext data, CancellationToken cancellation) =>
        data.Database.SqlQuery<QuestionProgress>(
            $"""
            SELECT task.question_id AS "QuestionId", task.question_number AS "Number", max(task.max_points) AS "Points", max(task.threshold) AS "Threshold",
                   count(*)::int AS "Tasks",
                   (count(*) FILTER (WHERE task.state = 'ThirdMark'
                       OR EXISTS (SELECT FROM exams.marks mark WHERE mark.task_id = task.id AND mark.kind = 'Third')))::int AS "Thirds",
                   (count(*) FILTER (WHERE task.state = 'Adjudication'))::int AS "Adjudications",
                   (count(*) FILTER (WHERE task.state = 'Settled'))::int AS "Settled",
                   round(avg(task.points) FILTER (WHERE task.by <> 'Blank'), 3) AS "Mean",
                   round(stddev_pop(task.points) FILTER (WHERE task.by <> 'Blank'), 3) AS "Spread"
            FROM exams.marking_tasks task
            WHERE task.round_id = {roundId}
            GROUP BY task.question_id, task.question_number
            ORDER BY task.question_number
            """).ToArrayAsync(cancellation);

    private static async Task<MarkerFigures[]> MarkersAsync(Guid roundId, MarkingOffice office, PinchangContext data, CancellationToken cancellation)
    {
        var marks = await (
            from mark in data.Marks.AsNoTracking()
            join task in data.MarkingTasks on mark.TaskId equals task.Id
            where mark.RoundId == roundId && mark.Kind != MarkKind.Adjudication
            select new { mark.TaskId, mark.MarkerId, mark.Kind, mark.Points, task.MaxPoints, task.Threshold, Settled = task.Points, mark.ClaimedAt, mark.GivenAt })
            .ToListAsync(cancellation);
        var names = await office.NamesAsync(marks.Select(mark => mark.MarkerId), cancellation);
        var figures = MarkerConsistency.Of(
            [
                .. marks.Select(mark => new MeasuredMark(
                    mark.TaskId, mark.MarkerId, mark.Kind, mark.Points, mark.MaxPoints, mark.Threshold, mark.Settled, (int)(mark.GivenAt - mark.ClaimedAt).TotalSeconds)),
            ],
            names);
        return [.. figures.OrderByDescending(figure => figure.Marks).ThenBy(figure => figure.Name, StringComparer.Ordinal)];
    }

    private static async Task<SpotCheck[]> SpotChecksAsync(IQueryable<MarkingTask> tasks, PinchangContext data, CancellationToken cancellation) =>
        await (
            from task in tasks
            join script in data.BlindScripts on task.ScriptId equals script.Id
            where task.SpotCheckCause != null && task.State == MarkingTaskState.Settled
            orderby task.SpotCheckAgreed != null, task.QuestionNumber, task.Lot
            select new SpotCheck(
                task.Id, script.Code, task.QuestionNumber, task.Points!.Value, task.MaxPoints, task.By!.Value, task.SpotCheckCause!.Value, task.SpotCheckAgreed, task.SpotCheckNote))
            .Take(Listed)
            .ToArrayAsync(cancellation);

    private static Task<GivenBackAnswer[]> GivenBackAsync(IQueryable<MarkingTask> tasks, PinchangContext data, CancellationToken cancellation) => (
        from task in tasks
        join script in data.BlindScripts on task.ScriptId equals script.Id
        where (task.State == MarkingTaskState.Marking || task.State == MarkingTaskState.ThirdMark) && task.Openings.Any(opening => opening.Act == OpeningAct.Released)
        orderby task.QuestionNumber, task.Lot
        select new GivenBackAnswer(task.Id, script.Code, task.QuestionNumber, task.Marks.Count(mark => mark.Kind != MarkKind.SelfCheck)))
        .Take(Listed)
        .ToArrayAsync(cancellation);

    private static IQueryable<SelfNamedScript> NamedScripts(IQueryable<MarkingTask> tasks, PinchangContext data) =>
        from task in tasks
        join script in data.BlindScripts on task.ScriptId equals script.Id
        where task.Covered.Length > 0
        orderby script.Referred != null, script.Code, task.QuestionNumber
        select new SelfNamedScript(script.Id, script.Code, task.QuestionNumber, task.Covered, script.Referred, script.ReferralNote);
}
