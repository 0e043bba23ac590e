using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Domain;

namespace Pinchang.Api.Exams.Marking;

/// <summary>A person says whether a script that names its writer is pursued as a violation; the machine only covered and flagged it.</summary>
internal static class DecideNamedScript
{
    public static async Task<Results<Ok<Done>, ProblemHttpResult>> HandleAsync(
        Guid scriptId, DecideSelfNaming body, CurrentUser user, MarkingOffice office, CommandContext command, PinchangContext data, CancellationToken cancellation)
    {
        var script = await data.BlindScripts.SingleOrDefaultAsync(
            script => script.Id == scriptId && data.MarkingTasks.Any(task => task.ScriptId == scriptId && task.Covered.Length > 0), cancellation);
        if (script is null)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        var round = await office.FindRoundAsync(script.RoundId, cancellation);
        if (!round.IsAccepted)
        {
            return round.Refusal.ToProblem();
        }

        if (WrittenText.Check(body.Note, 500, "note", required: true) is { } refusal)
        {
            return refusal.ToProblem();
        }

        script.Refer(body.Referred, body.Note.Trim(), user.Id, command.ReceivedAt);
        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(Done.Instance);
    }
}
