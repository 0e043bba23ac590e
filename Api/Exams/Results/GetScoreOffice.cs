using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;

namespace Pinchang.Api.Exams.Results;

/// <summary>Where a project's scores stand: what hinders, what the second scorer found, the notice, its deliveries and re-checks.</summary>
internal static class GetScoreOffice
{
    public static async Task<Results<Ok<ScoreOffice>, ProblemHttpResult>> HandleAsync(
        Guid projectId, ScoreRoom room, HttpContext http, PinchangContext data, CancellationToken cancellation, int page = 1)
    {
        if (await room.RequireAsync(projectId) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var current = await data.ScoreNotices.AsNoTracking().Where(notice => notice.ProjectId == projectId).OrderByDescending(notice => notice.Version).FirstOrDefaultAsync(cancellation);
        var check = await data.ScoreChecks.AsNoTracking().Where(check => check.ProjectId == projectId).OrderByDescending(check => check.CheckedAt).ThenByDescending(check => check.Id).FirstOrDefaultAsync(cancellation);
        var rounds = await data.MarkingRounds.AsNoTracking().Where(round => round.ProjectId == projectId).OrderBy(round => round.OpenedAt).ToListAsync(cancellation);
        return TypedResults.Ok(new ScoreOffice
        {
            ProjectId = projectId,
            ProjectTitle = await data.ExamProjects.Where(project => project.Id == projectId).Select(project => project.Name).SingleAsync(cancellation),
            Obstacle = await room.FindObstacleAsync(projectId, cancellation) is { } obstacle ? Sentences.Of(obstacle) : null,
            Weights = [.. rounds.Select(round => new SittingWeight(round.Id, round.SittingName, round.Settings.Weight))],
            Check = check?.ToContract(),
            Notice = current is null ? null : await data.ReadNoticeAsync(current, ReceivedAt.Of(http), cancellation),
            Rechecks = await RechecksAsync(projectId, data, page, cancellation),
        });
    }

    private static async Task<Page<RecheckDetails>> RechecksAsync(Guid projectId, PinchangContext data, int page, CancellationToken cancellation)
    {
        var rows = await (
            from recheck in data.Rechecks.AsNoTracking()
            join notice in data.ScoreNotices on recheck.NoticeId equals notice.Id
            join score in data.Scores on new { recheck.NoticeId, recheck.RegistrationId } equals new { score.NoticeId, score.RegistrationId }
            where notice.ProjectId == projectId
            orderby recheck.State == RecheckState.Requested descending, recheck.RequestedAt, recheck.Id
            select new { recheck, score })
            .ToPageAsync(page, cancellation);
        return rows.Map(row => row.recheck.ToDetails(row.score));
    }
}
