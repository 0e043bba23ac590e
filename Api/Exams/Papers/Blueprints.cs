using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Exams.Projects;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Domain.Exams.Papers;

namespace Pinchang.Api.Exams.Papers;

internal static class ListBlueprints
{
    public static async Task<Results<Ok<BlueprintSummary[]>, ProblemHttpResult>> HandleAsync(
        Guid projectId, ExamAccess access, PinchangContext data, CancellationToken cancellation)
    {
        if (await access.RequireAsync(projectId, PaperDesk.Setters) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var blueprints = await data.Blueprints.AsNoTracking()
            .Where(blueprint => blueprint.ProjectId == projectId)
            .OrderByDescending(blueprint => blueprint.UpdatedAt)
            .ToArrayAsync(cancellation);
        return TypedResults.Ok(blueprints.Select(blueprint => blueprint.ToSummary()).ToArray());
    }
}

internal static class AddBlueprint
{
    public static async Task<Results<Ok<BlueprintSaved>, ProblemHttpResult>> HandleAsync(
        Guid projectId, WriteBlueprint body, CurrentUser user, CommandContext command, ExamAccess access, PinchangContext data, CancellationToken cancellation)
    {
        if (await access.RequireAsync(projectId, PaperDesk.Setters) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var now = command.ReceivedAt;
        var outcome = Blueprint.Write(Guid.CreateVersion7(now), user.AgencyId!.Value, projectId, user.Id, body, now);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        data.Blueprints.Add(outcome.Value);
        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(new BlueprintSaved(outcome.Value.Id, outcome.Value.Version));
    }
}

internal static class GetBlueprint
{
    public static async Task<Results<Ok<BlueprintDetails>, ProblemHttpResult>> HandleAsync(
        Guid id, ExamAccess access, PinchangContext data, CancellationToken cancellation)
    {
        var found = await data.FindBlueprintAsync(id, access, cancellation);
        if (!found.IsAccepted)
        {
            return found.Refusal.ToProblem();
        }

        var blueprint = found.Value;
        // Which questions would be drawn is nobody's business here; only how many there are.
        var draw = PaperAssembly.Draw(blueprint.Content, await data.PoolAsync(blueprint.AgencyId, cancellation), "");
        return TypedResults.Ok(new BlueprintDetails { Summary = blueprint.ToSummary(), Blueprint = blueprint.Content, Supply = draw.Supply });
    }
}

internal static class EditBlueprint
{
    public static async Task<Results<Ok<BlueprintSaved>, ProblemHttpResult>> HandleAsync(
        Guid id, ChangeBlueprint body, CurrentUser user, HttpContext http, ExamAccess access, PinchangContext data, CancellationToken cancellation)
    {
        var found = await data.FindBlueprintAsync(id, access, cancellation);
        if (!found.IsAccepted)
        {
            return found.Refusal.ToProblem();
        }

        var outcome = found.Value.Change(body.Version, user.Id, body.Blueprint, ReceivedAt.Of(http));
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        try
        {
            await data.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            return BlueprintRefusals.Changed.ToProblem();
        }

        return TypedResults.Ok(new BlueprintSaved(id, outcome.Value.Version));
    }
}

internal static class BlueprintReading
{
    public static BlueprintSummary ToSummary(this Blueprint blueprint) => new(
        blueprint.Id,
        blueprint.ProjectId,
        blueprint.Content.Title,
        blueprint.Content.TotalPoints,
        BlueprintRules.Questions(blueprint.Content),
        blueprint.Version,
        blueprint.UpdatedAt);

    public static async Task<Outcome<Blueprint>> FindBlueprintAsync(this PinchangContext data, Guid id, ExamAccess access, CancellationToken cancellation) =>
        await data.Blueprints.SingleOrDefaultAsync(row => row.Id == id, cancellation) is not { } blueprint
            ? CommonRefusals.NotFound
            : await access.RequireAsync(blueprint.ProjectId, PaperDesk.Setters) is { } refusal ? refusal : blueprint;

    /// <summary>Everything that may be drawn.</summary>
    public static Task<PoolQuestion[]> PoolAsync(this PinchangContext data, Guid agencyId, CancellationToken cancellation) =>
        data.Questions.AsNoTracking()
            .Where(question => question.AgencyId == agencyId && question.State == BankState.Active)
            .OrderBy(question => question.Id)
            .Select(question => new PoolQuestion(question.Id, question.NewestVersion, question.Kind, question.Subject, question.Topic, question.Difficulty))
            .ToArrayAsync(cancellation);
}
