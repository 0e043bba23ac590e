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
        var marked = roles.Where(role => role.Role == Roles.Marker).Select(role => role.ScopeId);
        var adjudicated = roles.Where(role => role.Role == Roles.Adjudicator).Select(role => role.ScopeId);
        var mine = data.MarkingRounds.AsNoTracking().Where(round => marked.Contains(round.ProjectId));
        var open = await mine
            .Where(round => data.MarkingTasks.Any(task => task.RoundId == round.Id && task.State != MarkingTaskState.Settled))
            .ToDictionaryAsync(round => round.Id, cancellation);
        var waiting = await data.CountWaitingAsync([.. open.Keys], user.Id, now, cancellation);
        BlindTask? shown = null;
        if (await HeldAsync(mine, user.Id, now, data, cancellation) is { } held)
        {
            var round = await mine.SingleAsync(round => round.Id == held.RoundId, cancellation);
            var outcome = await hands.ShowAsync(held, round, cancellation);
            if (!outcome.IsAccepted)
            {
                return outcome.Refusal.ToProblem();
            }

            shown = outcome.Value;
        }

        var today = ChinaTime.StartOf(ChinaTime.DateOf(now));
        return TypedResults.Ok(new MarkerDesk
        {
            Questions =
            [
                .. waiting
                    .OrderBy(question => open[question.RoundId].OpenedAt).ThenBy(question => question.RoundId).ThenBy(question => question.Number)
                    .Select(question => new DeskQuestion
                    {
                        RoundId = question.RoundId,
                        RoundTitle = open[question.RoundId].SittingName,
                        QuestionId = question.QuestionId,
                        Number = question.Number,
                        Points = question.Points,
                        Waiting = question.Waiting,
                        Done = question.Done,
                    }),
            ],
            Held = shown,
            MarkedToday = await data.Marks.CountAsync(mark => mark.MarkerId == user.Id && mark.GivenAt >= today, cancellation),
            Adjudications = await data.MarkingTasks.CountAsync(
                task => task.State == MarkingTaskState.Adjudication
                    && data.MarkingRounds.Any(round => round.Id == task.RoundId && adjudicated.Contains(round.ProjectId)),
                cancellation),
        });
    }

    /// <summary>What still is in the marker's hand: not what lapsed and went to another.</summary>
    private static async Task<MarkingTask?> HeldAsync(
        IQueryable<MarkingRound> rounds, Guid markerId, DateTimeOffset now, PinchangContext data, CancellationToken cancellation)
    {
        var claimed = await data.MarkingTasks.AsNoTracking().WithMarks()
            .Where(task => rounds.Any(round => round.Id == task.RoundId) && task.Claims.Any(claim => claim.MarkerId == markerId))
            .OrderBy(task => task.Id)
            .ToListAsync(cancellation);
        return claimed.Find(task => task.Claims.Exists(claim => claim.MarkerId == markerId && claim.IsSelfCheck) || task.OpenPlaces(markerId, now) > 0);
    }
}
