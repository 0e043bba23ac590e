using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Data;
using Pinchang.Domain.Exams.Invigilation;

namespace Pinchang.Api.Exams.Invigilation;

/// <summary>EX-6.3-viol: the session ended at once; the second person says, under their own sign-in, whether they agree.</summary>
internal static class ConfirmTermination
{
    public static async Task<Results<Ok<Done>, ProblemHttpResult>> HandleAsync(
        Guid id, Contracts.Exams.ConfirmTermination body, CurrentUser user, WatchDoors doors, PinchangContext data, SessionMeasures measures,
        CommandContext command, CancellationToken cancellation)
    {
        var door = await doors.WatchSessionAsync(id, user, cancellation);
        if (!door.IsAccepted)
        {
            return door.Refusal.ToProblem();
        }

        await data.LockAsync($"exam termination {id}", cancellation);
        var earlier = await data.Set<TerminationConfirmation>().AsNoTracking().SingleOrDefaultAsync(said => said.SessionId == id, cancellation);
        var second = await measures.FindSecondPersonAsync(id, cancellation);
        var outcome = TerminationConfirmation.Say(id, second, earlier, user.Id, body, command.ReceivedAt);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        data.Add(outcome.Value);
        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(Done.Instance);
    }
}
