using Microsoft.AspNetCore.Http.HttpResults;
using Pinchang.Api.Hosting;
using Pinchang.Api.Staff;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Contracts.Staff;
using Pinchang.Data;
using Pinchang.Domain.Exams.Marking;

namespace Pinchang.Api.Exams.Marking;

/// <summary>EX-6.3-mark: a marker reads what is in his hands or what he has marked. Anything else is refused, and that he asked is kept.</summary>
internal static class OpenAnswer
{
    public static async Task<Results<Ok<BlindTask>, ProblemHttpResult>> HandleAsync(
        Guid taskId, CurrentUser user, MarkedAnswers answers, MarkerHands hands, RefusedOpenings refused, StaffDoors staff, HttpContext http, PinchangContext data, CancellationToken cancellation)
    {
        var now = ReceivedAt.Of(http);
        var found = await answers.FindAsync(taskId, Roles.Marker, cancellation);
        if (!found.IsAccepted)
        {
            return found.Refusal.ToProblem();
        }

        if (await staff.WhyNotAsync(Duty.Mark, now, cancellation) is { } unqualified)
        {
            return unqualified.ToProblem();
        }

        var (task, round) = found.Value;
        if (!task.Claims.Exists(claim => claim.MarkerId == user.Id) && !task.Marks.Exists(mark => mark.MarkerId == user.Id && mark.IsBlind))
        {
            await refused.KeepAsync(MarkingRefusals.NotGiven, taskId, user.Id, now, cancellation);
            return MarkingRefusals.NotGiven.ToProblem();
        }

        var shown = await hands.ShowAsync(task, round, cancellation);
        if (!shown.IsAccepted)
        {
            return shown.Refusal.ToProblem();
        }

        answers.Note(task, OpeningAct.Read, now);
        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(shown.Value);
    }
}
