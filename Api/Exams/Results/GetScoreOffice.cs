using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.Exams;
using Pinchang.Data;

namespace Pinchang.Api.Exams.Results;

/// <summary>Where a project's scores stand: what hinders, what the second scorer found, the notice, its deliveries and re-checks.</summary>
internal static class GetScoreOffice
{
    public static async Task<Results<Ok<ScoreOffice>, ProblemHttpResult>> HandleAsync(
        Guid projectId, ScoreRoom room, HttpContext http, PinchangContext data, CancellationToken cancellation)
    {
        if (await room.RequireAsync(projectId) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var notices = await data.ScoreNotices.AsNoTracking().Where(notice => notice.ProjectId == projectId).OrderByDescending(notice => notice.Version).ToListAsync(cancellation);
        var check = await data.ScoreChecks.AsNoTracking().Where(check => check.ProjectId == projectId).OrderByDescending(check => check.CheckedAt).ThenByDescending(check => check.Id).FirstOrDefaultAsync(cancellation);
        var obstacle = await room.FindObstacleAsync(projectId, cancellation);
        var current = notices.Count == 0 ? null : notices[0];
        return TypedResults.Ok(new ScoreOffice
        {
            ProjectId = projectId,
            ProjectTitle = await data.ExamProjects.Where(project => project.Id == projectId).Select(project => project.Name).SingleAsync(cancellation),
            Obstacles = obstacle is null ? [] : [Sentences.Of(obstacle)],
            Check = check?.ToContract(),
            Notice = current is null ? null : await data.ReadNoticeAsync(current, ReceivedAt.Of(http), cancellation),
            Earlier = [.. notices.Skip(1).Select(notice => notice.ToSummary(ReceivedAt.Of(http)))],
            Rechecks = await RechecksAsync(projectId, data, cancellation),
        });
    }

    private static async Task<RecheckDetails[]> RechecksAsync(Guid projectId, PinchangContext data, CancellationToken cancellation)
    {
        var rows = await (
            from recheck in data.Rechecks.AsNoTracking()
            join notice in data.ScoreNotices on recheck.NoticeId equals notice.Id
            join score in data.Scores on new { recheck.NoticeId, recheck.RegistrationId } equals new { score.NoticeId, score.RegistrationId }
            where notice.ProjectId == projectId
            orderby recheck.State == RecheckState.Requested descending, recheck.RequestedAt
            select new { recheck, score })
            .ToListAsync(cancellation);
        return [.. rows.Select(row => row.recheck.ToDetails(row.score))];
    }
}
