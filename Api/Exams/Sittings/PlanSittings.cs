using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Exams.Projects;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Domain.Exams.Papers;
using Pinchang.Domain.Exams.Sittings;

namespace Pinchang.Api.Exams.Sittings;

internal static class PlanSittings
{
    public static async Task<Results<Ok<SittingDetails>, ProblemHttpResult>> HandleAsync(
        Guid id,
        PlanSittingRequest request,
        CurrentUser user,
        CommandContext command,
        PinchangContext data,
        ExamAccess access,
        [FromServices] IPaperVault vault,
        CancellationToken cancellation)
    {
        if (await access.RequireAsync(id, Roles.ExamOfficer) is { } foreign)
        {
            return foreign.ToProblem();
        }

        var agencyId = await data.ExamProjects.Where(project => project.Id == id).Select(project => project.AgencyId).SingleAsync(cancellation);
        var planned = Sitting.Plan(Guid.CreateVersion7(command.ReceivedAt), agencyId, id, user.Id, request, command.ReceivedAt);
        if (planned.Value is not { } sitting)
        {
            return planned.Refusal!.ToProblem();
        }

        if (await SittingPaper.WhyUnfitAsync(data, vault, sitting, cancellation) is { } refusal)
        {
            return refusal.ToProblem();
        }

        data.Sittings.Add(sitting);
        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(await SittingShapes.DetailsAsync(data, sitting, cancellation));
    }
}

internal static class SittingPaper
{
    /// <summary>Why the paper cannot be used, or null: it is the project's, two persons sealed it, and its lock opens by the start.</summary>
    public static async Task<Refusal?> WhyUnfitAsync(PinchangContext data, IPaperVault vault, Sitting sitting, CancellationToken cancellation)
    {
        var paper = await data.Papers.Where(row => row.Id == sitting.PaperId).Select(row => new { row.ProjectId, row.ReleaseAt })
            .SingleOrDefaultAsync(cancellation);
        if (paper is null || paper.ProjectId != sitting.ProjectId)
        {
            return SittingRefusals.PaperForeign.On("paperId");
        }

        if (paper.ReleaseAt is not { } release || await vault.ReadSealedAsync(sitting.PaperId, cancellation) is null)
        {
            return SittingRefusals.PaperUnsealed.On("paperId");
        }

        return release > sitting.StartsAt ? SittingRefusals.PaperLocked.With(Domain.ChinaTime.Text(release)).On("startsAt") : null;
    }
}
