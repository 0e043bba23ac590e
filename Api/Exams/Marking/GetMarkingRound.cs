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
    private const int ListedSpotChecks = 100;

    public static async Task<Results<Ok<MarkingRoundDetails>, ProblemHttpResult>> HandleAsync(
        Guid roundId, MarkedAnswers answers, MarkingOffice office, PinchangContext data, CancellationToken cancellation)
    {
        var found = await answers.FindRoundAsync(roundId, Roles.ExamOfficer, cancellation);
        if (found.Value is not { } round)
        {
            return found.Refusal!.ToProblem();
        }

        var tasks = data.MarkingTasks.AsNoTracking().Where(task => task.RoundId == roundId);
        var summary = (await data.ReadRoundsAsync(other => other.Id == roundId, cancellation)).Single().Summary;
        return TypedResults.Ok(new MarkingRoundDetails
        {
            Summary = summary,
            ProjectId = round.ProjectId,
            SittingName = round.SittingName,
            Settings = round.Settings,
            Questions = await QuestionsAsync(tasks, cancellation),
            Markers = await MarkersAsync(roundId, office, data, cancellation),
            SpotChecks = await SpotChecksAsync(tasks, data, cancellation),
            SpotChecksDone = await tasks.CountAsync(task => task.SpotCheckAgreed != null, cancellation),
            SelfNamed = await SelfNamedAsync(tasks, data, cancellation),
        });
    }

    private static async Task<QuestionProgress[]> QuestionsAsync(IQueryable<MarkingTask> tasks, CancellationToken cancellation)
    {
        var rows = await tasks
            .Select(task => new { task.QuestionId, task.QuestionNumber, task.MaxPoints, task.Threshold, task.State, task.By, task.Points, Marks = task.Marks.Count(mark => mark.Kind != MarkKind.SelfCheck) })
            .ToListAsync(cancellation);
        return
        [
            .. rows.GroupBy(row => row.QuestionId).OrderBy(question => question.First().QuestionNumber).Select(question =>
            {
                var (mean, spread) = MarkerConsistency.Distribution([.. question.Where(row => row.Points is not null && row.By != Settlement.Blank).Select(row => row.Points!.Value)]);
                return new QuestionProgress
                {
                    QuestionId = question.Key,
                    Number = question.First().QuestionNumber,
                    Points = question.First().MaxPoints,
                    Threshold = question.First().Threshold,
                    Tasks = question.Count(),
                    Marked = question.Count(row => row.Marks > 0 || row.By == Settlement.Blank),
                    Thirds = question.Count(row => row.State == MarkingTaskState.ThirdMark || row.Marks > 2),
                    Adjudications = question.Count(row => row.State == MarkingTaskState.Adjudication),
                    Settled = question.Count(row => row.State == MarkingTaskState.Settled),
                    Mean = mean,
                    Spread = spread,
                };
            }),
        ];
    }

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
            .Take(ListedSpotChecks)
            .ToArrayAsync(cancellation);

    private static async Task<SelfNamedScript[]> SelfNamedAsync(IQueryable<MarkingTask> tasks, PinchangContext data, CancellationToken cancellation)
    {
        var rows = await (
            from task in tasks
            join script in data.BlindScripts on task.ScriptId equals script.Id
            where task.Covered.Length > 0
            orderby script.Code, task.QuestionNumber
            select new SelfNamedScript(script.Id, script.Code, task.QuestionNumber, task.Covered, script.Referred, script.ReferralNote))
            .ToArrayAsync(cancellation);
        return rows;
    }
}
