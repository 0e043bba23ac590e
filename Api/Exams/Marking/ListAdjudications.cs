using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Exams.Projects;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;

namespace Pinchang.Api.Exams.Marking;

internal static class ListAdjudications
{
    public static async Task<Ok<Page<WaitingAdjudication>>> HandleAsync(
        CurrentUser user, PinchangContext data, CancellationToken cancellation, int page = 1)
    {
        var projects = data.ProjectRoles(user.Id, user.AgencyId).Where(role => role.Role == Roles.Adjudicator).Select(role => role.ScopeId);
        return TypedResults.Ok(await (
            from task in data.MarkingTasks.AsNoTracking()
            join round in data.MarkingRounds on task.RoundId equals round.Id
            join script in data.BlindScripts on task.ScriptId equals script.Id
            where task.State == MarkingTaskState.Adjudication && projects.Contains(round.ProjectId)
            orderby round.OpenedAt, task.QuestionNumber, task.Lot
            select new WaitingAdjudication(
                task.Id, round.SittingName, script.Code, task.QuestionNumber, task.MaxPoints,
                task.Marks.Any(mark => mark.MarkerId == user.Id && mark.Kind != MarkKind.Adjudication), task.ReopenedReason != null))
            .ToPageAsync(page, cancellation));
    }
}
