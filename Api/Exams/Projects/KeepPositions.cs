using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Data.Exams;
using Pinchang.Domain.Exams.Projects;

namespace Pinchang.Api.Exams.Projects;

/// <summary>Positions as the officers work on them; candidates see them with the next version of the notice.</summary>
internal static class KeepPositions
{
    public static async Task<Results<Ok<PositionDetails>, ProblemHttpResult>> AddAsync(
        Guid id, SavePosition body, CommandContext command, ExamAccess access, PinchangContext data, CancellationToken cancellation)
    {
        if (await access.RequireAsync(id, Roles.ExamOfficer) is { } forbidden)
        {
            return forbidden.ToProblem();
        }

        var project = await data.TakeProjectAsync(id, cancellation);
        var now = command.ReceivedAt;
        return await data.KeepAsync(Position.Add(Guid.CreateVersion7(now), project, body), project, now, cancellation);
    }

    public static async Task<Results<Ok<PositionDetails>, ProblemHttpResult>> ChangeAsync(
        Guid id, Guid positionId, SavePosition body, ExamAccess access, PinchangContext data, TimeProvider time, CancellationToken cancellation)
    {
        if (await access.RequireAsync(id, Roles.ExamOfficer) is { } forbidden)
        {
            return forbidden.ToProblem();
        }

        await using var transaction = await data.Database.BeginTransactionAsync(cancellation);
        var project = await data.TakeProjectAsync(id, cancellation);
        if (await data.FindPositionAsync(id, positionId, cancellation) is not { } position)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        var kept = await data.KeepAsync(position.Save(body), project, time.GetUtcNow(), cancellation);
        await transaction.CommitAsync(cancellation);
        return kept;
    }

    public static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(
        Guid id, Guid positionId, CommandContext command, ExamAccess access, PinchangContext data, CancellationToken cancellation)
    {
        if (await access.RequireAsync(id, Roles.ExamOfficer) is { } forbidden)
        {
            return forbidden.ToProblem();
        }

        var project = await data.TakeProjectAsync(id, cancellation);
        if (await data.FindPositionAsync(id, positionId, cancellation) is not { } position)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        var registered = await data.Registrations.CountAsync(registration => registration.PositionId == positionId && registration.State != RegistrationState.Withdrawn, cancellation);
        if (registered > 0)
        {
            return ExamProjectRefusals.PositionInUse.With(registered.ToString(CultureInfo.InvariantCulture)).ToProblem();
        }

        data.Positions.Remove(position);
        project.Touch(command.ReceivedAt);
        await data.SaveChangesAsync(cancellation);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<PositionDetails>, ProblemHttpResult>> KeepAsync(
        this PinchangContext data, Outcome<Position> outcome, ExamProject project, DateTimeOffset now, CancellationToken cancellation)
    {
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        var position = outcome.Value;
        var isTaken = await data.Positions.AnyAsync(
            other => other.ProjectId == project.Id && other.Code == position.Code && other.Id != position.Id, cancellation);
        if (isTaken)
        {
            return ExamProjectRefusals.PositionCodeTaken.On("code").ToProblem();
        }

        if (data.Entry(position).State == EntityState.Detached)
        {
            data.Positions.Add(position);
        }

        project.Touch(now);
        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(position.Details);
    }

    private static Task<Position?> FindPositionAsync(this PinchangContext data, Guid projectId, Guid positionId, CancellationToken cancellation) =>
        data.Positions.SingleOrDefaultAsync(position => position.Id == positionId && position.ProjectId == projectId, cancellation);

    /// <summary>The project, held until the transaction ends: two officers do not give one code twice.</summary>
    private static async Task<ExamProject> TakeProjectAsync(this PinchangContext data, Guid id, CancellationToken cancellation)
    {
        await data.LockExamProjectAsync(id, cancellation);
        return await data.ExamProjects.SingleAsync(project => project.Id == id, cancellation);
    }
}
