using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Contracts.Ledger;
using Pinchang.Data;
using Pinchang.Domain.Ledger;

namespace Pinchang.Api.Exams.Marking;

/// <summary>A person says whether a script that names its writer is pursued as a violation; the machine only covered and flagged it.</summary>
internal static class DecideNamedScript
{
    public static async Task<Results<Ok<Done>, ProblemHttpResult>> HandleAsync(
        Guid scriptId,
        DecideSelfNaming body,
        CurrentUser user,
        MarkedAnswers answers,
        CommandContext command,
        PinchangContext data,
        ILedger ledger,
        CancellationToken cancellation)
    {
        await data.LockAsync($"exams.named-script:{scriptId}", cancellation);
        var script = await data.BlindScripts.SingleOrDefaultAsync(
            script => script.Id == scriptId && data.MarkingTasks.Any(task => task.ScriptId == scriptId && task.Covered.Length > 0), cancellation);
        if (script is null)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        var round = await answers.FindRoundAsync(script.RoundId, Roles.ExamOfficer, cancellation);
        if (!round.IsAccepted)
        {
            return round.Refusal.ToProblem();
        }

        var outcome = script.Refer(body, user.Id, command.ReceivedAt);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        ledger.Write(new(LedgerKinds.MarkingDecided, script.AgencyId, "marking-script", script.Id)
        {
            ServiceId = round.Value.ProjectId,
            After = body.Referred ? "Referred" : "Dropped",
            Reason = body.Note,
        });
        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(Done.Instance);
    }
}
