using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.Exams;
using Pinchang.Data;

namespace Pinchang.Api.Exams.Results;

/// <summary>The officer answers a re-check; the candidate is told.</summary>
internal static class SettleRecheck
{
    public static async Task<Results<Ok<RecheckDetails>, ProblemHttpResult>> HandleAsync(
        Guid recheckId, AnswerRecheck body, CurrentUser user, ScoreRoom room, ScoreMessages messages, CommandContext command, PinchangContext data, CancellationToken cancellation)
    {
        var found = await data.FindRecheckAsync(recheckId, room, cancellation);
        if (found.Value is not { } file)
        {
            return found.Refusal!.ToProblem();
        }

        var scripts = data.BlindScripts.Where(script => script.RegistrationId == file.Score.RegistrationId).Select(script => script.Id);
        var anySentBack = await data.MarkingTasks.AnyAsync(
            task => scripts.Contains(task.ScriptId)
                && (task.State == MarkingTaskState.Adjudication
                    || task.Marks.Any(mark => mark.Kind == MarkKind.Adjudication && mark.GivenAt >= file.Recheck.RequestedAt)),
            cancellation);
        var outcome = file.Recheck.Settle(body, anySentBack, user.Id, command.ReceivedAt);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        var project = await data.ExamProjects.Where(project => project.Id == file.Notice.ProjectId).Select(project => project.Name).SingleAsync(cancellation);
        messages.TellRecheck(file.Recheck, file.Score, project);
        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(file.Recheck.ToDetails(file.Score));
    }
}
