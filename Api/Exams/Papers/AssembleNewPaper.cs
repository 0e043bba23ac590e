using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Exams.Projects;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Data.Exams.Papers;
using Pinchang.Domain.Exams.Papers;

namespace Pinchang.Api.Exams.Papers;

/// <summary>Draws a paper by its blueprint from a fresh seed and keeps it encrypted, the seed with it. A shortage is named row by row.</summary>
internal static class AssembleNewPaper
{
    private const int SeedLength = 16;
    private const int MostNamed = 8;

    public static async Task<Results<Ok<PaperSummary>, ProblemHttpResult>> HandleAsync(
        Guid projectId,
        AssemblePaper body,
        CurrentUser user,
        CommandContext command,
        ExamAccess access,
        PaperDesk desk,
        ISecrecyAgreements secrecy,
        PinchangContext data,
        QuestionSafe questions,
        PaperSafe papers,
        CancellationToken cancellation)
    {
        if (await access.RequireAsync(projectId, PaperDesk.Setters) is { } refusal)
        {
            return refusal.ToProblem();
        }

        if (!await secrecy.IsSignedAsync(projectId, user.Id, cancellation))
        {
            return SecrecyRefusals.Unsigned.ToProblem();
        }

        if (await data.Blueprints.AsNoTracking().SingleOrDefaultAsync(row => row.Id == body.BlueprintId && row.ProjectId == projectId, cancellation) is not { } blueprint)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        // The pool and the texts are read in one state of the bank.
        await data.LockBankAsync(blueprint.AgencyId, cancellation);
        var pool = await data.PoolAsync(blueprint.AgencyId, cancellation);
        var seed = Convert.ToHexString(RandomNumberGenerator.GetBytes(SeedLength));
        var draw = PaperAssembly.Draw(blueprint.Content, pool, seed);
        if (!draw.IsComplete)
        {
            return BlueprintRefusals.Shortage.With(Named(draw.Shortages)).ToProblem();
        }

        var texts = await data.TextsAsync(questions, blueprint.AgencyId, draw.Rows.SelectMany(row => row.Questions), cancellation);
        var now = command.ReceivedAt;
        var made = PaperMaking.Make(Guid.CreateVersion7(now), blueprint.Content, pool, draw, texts, seed);
        var paper = papers.Keep(made, blueprint.AgencyId, projectId, desk.Accessor(blueprint.Content.Title), now);
        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(paper.ToSummary(user.Name, now));
    }

    private static string Named(IEnumerable<BlueprintSupply> shortages)
    {
        var all = shortages.ToArray();
        var named = string.Join('；', all.Take(MostNamed).Select(row =>
            string.Create(CultureInfo.InvariantCulture, $"{row.Sort}需要 {row.Wanted} 题，缺 {row.Short} 题")));
        return all.Length > MostNamed ? string.Create(CultureInfo.InvariantCulture, $"{named}，另有 {all.Length - MostNamed} 项") : named;
    }
}
