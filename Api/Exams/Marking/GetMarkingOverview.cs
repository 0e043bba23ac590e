using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Exams.Projects;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Domain.Exams.Marking;

namespace Pinchang.Api.Exams.Marking;

/// <summary>The marking of a project: its sittings, and how far each one's answers are.</summary>
internal static class GetMarkingOverview
{
    public static async Task<Results<Ok<MarkingOverview>, ProblemHttpResult>> HandleAsync(
        Guid projectId, ExamAccess access, IScriptSource scripts, PinchangContext data, CancellationToken cancellation)
    {
        if (await access.RequireAsync(projectId, Roles.ExamOfficer) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var sittings = await scripts.SittingsOfAsync(projectId, cancellation);
        var rounds = (await data.ReadRoundsAsync(round => round.ProjectId == projectId, cancellation)).ToDictionary(round => round.SittingId, round => round.Summary);
        return TypedResults.Ok(new MarkingOverview
        {
            ProjectId = projectId,
            ProjectTitle = await data.ExamProjects.Where(project => project.Id == projectId).Select(project => project.Name).SingleAsync(cancellation),
            Sittings =
            [
                .. sittings.Select(sitting => new MarkingSitting
                {
                    SittingId = sitting.Id,
                    Name = sitting.Name,
                    EndsAt = sitting.EndsAt,
                    Scripts = sitting.HandedIn,
                    Unfinished = sitting.Unfinished,
                    LateUndecided = sitting.LateUndecided,
                    Round = rounds.GetValueOrDefault(sitting.Id),
                }),
            ],
        });
    }
}
