using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Exams.Projects;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Exams.Marking;

namespace Pinchang.Api.Exams.Marking;

/// <summary>What a marker can take, what is in his hand, and what waits for an adjudicator.</summary>
internal static class GetMarkerDesk
{
    public static async Task<Results<Ok<MarkerDesk>, ProblemHttpResult>> HandleAsync(
        CurrentUser user, MarkerHands hands, HttpContext http, PinchangContext data, CancellationToken cancellation)
    {
        var now = ReceivedAt.Of(http);
        var roles = data.ProjectRoles(user.Id, user.AgencyId);
        var markedProjects = await roles.Where(role => role.Role == Roles.Marker).Select(role => role.ScopeId).ToListAsync(cancellation);
        var rounds = await data.MarkingRounds.AsNoTracking().Where(round => markedProjects.Contains(round.ProjectId)).OrderBy(round => round.OpenedAt).ToListAsync(cancellation);
        var questions = await QuestionsAsync(rounds, user.Id, now, data, cancellation);
        var adjudicated = roles.Where(role => role.Role == Roles.Adjudicator).Select(role => role.ScopeId);
        var today = ChinaTime.EndOf(ChinaTime.DateOf(now).AddDays(-1));
        var held = await HeldAsync(rounds, user.Id, data, cancellation);
        BlindTask? shown = null;
        if (held is not null)
        {
            var outcome = await hands.ShowAsync(held, rounds.Single(round => round.Id == held.RoundId), cancellation);
            if (!outcome.IsAccepted)
            {
                return outcome.Refusal.ToProblem();
            }

            shown = outcome.Value;
        }

        return TypedResults.Ok(new MarkerDesk
        {
            Questions = questions,
            Held = shown,
            MarkedToday = await data.Marks.CountAsync(mark => mark.MarkerId == user.Id && mark.GivenAt >= today, cancellation),
            Adjudications = await data.MarkingTasks.CountAsync(
                task => task.State == MarkingTaskState.Adjudication
                    && data.MarkingRounds.Any(round => round.Id == task.RoundId && adjudicated.Contains(round.ProjectId)),
                cancellation),
        });
    }

    private static async Task<MarkingTask?> HeldAsync(List<MarkingRound> rounds, Guid markerId, PinchangContext data, CancellationToken cancellation)
    {
        var ids = rounds.Select(round => round.Id).ToArray();
        return await data.MarkingTasks.AsNoTracking()
            .Include(task => task.Marks).Include(task => task.Claims)
            .Where(task => ids.Contains(task.RoundId) && task.Claims.Any(claim => claim.MarkerId == markerId))
            .OrderBy(task => task.Id)
            .FirstOrDefaultAsync(cancellation);
    }

    private static async Task<DeskQuestion[]> QuestionsAsync(
        List<MarkingRound> rounds, Guid markerId, DateTimeOffset now, PinchangContext data, CancellationToken cancellation)
    {
        var ids = rounds.Select(round => round.Id).ToArray();
        var rows = await data.MarkingTasks.AsNoTracking()
            .Where(task => ids.Contains(task.RoundId))
            .GroupBy(task => new { task.RoundId, task.QuestionId, task.QuestionNumber, task.MaxPoints })
            .Select(question => new
            {
                question.Key,
                Done = question.Count(task => task.Marks.Any(mark => mark.MarkerId == markerId && mark.Kind != MarkKind.SelfCheck)),
                Waiting = question.Count(task =>
                    (task.State == MarkingTaskState.Marking || task.State == MarkingTaskState.ThirdMark)
                    && !task.Marks.Any(mark => mark.MarkerId == markerId)
                    && (task.State == MarkingTaskState.Marking ? 2 : 3) > task.Marks.Count
                        + task.Claims.Count(claim => claim.MarkerId != markerId && !claim.IsSelfCheck && claim.LeaseUntil > now)),
            })
            .ToListAsync(cancellation);
        return
        [
            .. from row in rows
               join round in rounds on row.Key.RoundId equals round.Id
               orderby round.OpenedAt, row.Key.QuestionNumber
               select new DeskQuestion
               {
                   RoundId = round.Id,
                   RoundTitle = round.SittingName,
                   QuestionId = row.Key.QuestionId,
                   Number = row.Key.QuestionNumber,
                   Points = row.Key.MaxPoints,
                   Waiting = row.Waiting,
                   Done = row.Done,
               },
        ];
    }
}
