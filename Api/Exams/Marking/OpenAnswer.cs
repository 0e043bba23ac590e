using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Domain.Exams.Marking;

namespace Pinchang.Api.Exams.Marking;

/// <summary>EX-6.3-mark: a marker reads what is in his hands or what he has marked. Anything else is refused, and that he asked is kept.</summary>
internal static class OpenAnswer
{
    public static async Task<Results<Ok<BlindTask>, ProblemHttpResult>> HandleAsync(
        Guid taskId, CurrentUser user, MarkerHands hands, RefusedOpenings refused, HttpContext http, PinchangContext data, CancellationToken cancellation)
    {
        var now = ReceivedAt.Of(http);
        var task = await data.MarkingTasks
            .Include(task => task.Marks).Include(task => task.Claims)
            .SingleOrDefaultAsync(task => task.Id == taskId, cancellation);
        if (task is null)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        var round = await hands.FindRoundAsync(task.RoundId, [Roles.Marker], cancellation);
        if (!round.IsAccepted)
        {
            return round.Refusal.ToProblem();
        }

        if (!task.Claims.Exists(claim => claim.MarkerId == user.Id) && !task.Marks.Exists(mark => mark.MarkerId == user.Id && mark.IsBlind))
        {
            await refused.KeepAsync(MarkingRefusals.NotGiven, taskId, user.Id, now, cancellation);
            return MarkingRefusals.NotGiven.ToProblem();
        }

        var shown = await hands.ShowAsync(task, round.Value, cancellation);
        if (!shown.IsAccepted)
        {
            return shown.Refusal.ToProblem();
        }

        hands.Note(task, OpeningAct.Read, now);
        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(shown.Value);
    }
}
