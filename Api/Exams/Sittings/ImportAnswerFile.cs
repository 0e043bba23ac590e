using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Orleans;
using Pinchang.Api.Exams.Projects;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Domain.Exams.Papers;
using Pinchang.Domain.Exams.Sittings;

namespace Pinchang.Api.Exams.Sittings;

/// <summary>A candidate who had no network until after the end brings their answers as a file; an officer hands it in here.</summary>
internal static class ImportAnswerFile
{
    public static async Task<Results<Ok<AnswerFileReceipt>, ProblemHttpResult>> HandleAsync(
        Guid id,
        AnswerFile file,
        CurrentUser user,
        CommandContext command,
        PinchangContext data,
        ExamAccess access,
        [FromServices] IPaperVault vault,
        IGrainFactory grains,
        CancellationToken cancellation)
    {
        var sitting = await data.Sittings.AsNoTracking().Where(sitting => sitting.Id == id)
            .Select(sitting => new { sitting.ProjectId, sitting.PaperId }).SingleOrDefaultAsync(cancellation);
        var refusal = sitting is null ? SittingRefusals.NotFound : await access.RequireAsync(sitting.ProjectId, Roles.ExamOfficer);
        if (refusal is not null)
        {
            return refusal.ToProblem();
        }

        var session = await data.ExamSessions.AsNoTracking().Where(session => session.Id == file.Session && session.SittingId == id)
            .Select(session => new { session.CandidateName, session.TicketNumber }).SingleOrDefaultAsync(cancellation);
        if (session is null)
        {
            return SessionRefusals.FileForeign.ToProblem();
        }

        var key = await vault.ReleaseKeyAsync(sitting!.PaperId, new(user.Id, "answer file"), command.ReceivedAt, cancellation);
        if (key.Value is not { } released)
        {
            return key.Refusal!.ToProblem();
        }

        if (SealedAnswers.Open(file, released.Bytes.Span) is not { } sealedItems)
        {
            return SessionRefusals.FileForeign.ToProblem();
        }

        var items = AnswerBody.Mended(sealedItems);
        if (AnswerRules.Check(items, AnswerRules.MostKeptApart) is { } unfit)
        {
            return unfit.ToProblem();
        }

        var kept = await grains.GetGrain<IExamSessionGrain>(file.Session).KeepFile(
            new(user.ToActor(), SealedAnswers.HashOf(file), file.Epoch, items, command.ReceivedAt));
        return kept.Value is { } done
            ? TypedResults.Ok(new AnswerFileReceipt(file.Session, session.CandidateName, session.TicketNumber, items.Length, done.Kept, done.Missing))
            : kept.Refusal!.ToProblem();
    }
}
