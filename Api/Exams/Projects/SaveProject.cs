using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Accounts;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Contracts.Organisations;
using Pinchang.Data;
using Pinchang.Data.Exams;
using Pinchang.Domain.Accounts;
using Pinchang.Domain.Exams.Projects;

namespace Pinchang.Api.Exams.Projects;

/// <summary>An agency's exam officer makes a project and becomes its officer; from then on its own officers change it.</summary>
internal static class SaveProject
{
    public static async Task<Results<Ok<ExamProjectDetails>, ProblemHttpResult>> CreateAsync(
        SaveExamProject body,
        CurrentUser user,
        CommandContext command,
        PinchangContext data,
        ISessionRegistry sessions,
        CancellationToken cancellation)
    {
        var now = command.ReceivedAt;
        var isOfficer = await data.Memberships.AnyAsync(
            membership => membership.UserId == user.Id && membership.Scope == MembershipScope.Agency
                && membership.ScopeId == user.AgencyId && membership.Role == Roles.ExamOfficer,
            cancellation);
        if (!isOfficer || user.AgencyId is not { } agencyId)
        {
            return CommonRefusals.Forbidden.ToProblem();
        }

        if (!await data.IsClientAsync(body.ClientId, cancellation))
        {
            return ExamProjectRefusals.ClientUnknown.On("clientId").ToProblem();
        }

        await data.LockAsync($"exam-serial {agencyId}", cancellation);
        var serial = await data.ExamProjects.Where(project => project.AgencyId == agencyId).MaxAsync(project => (int?)project.Serial, cancellation) ?? 0;
        var outcome = ExamProject.Create(new(Guid.CreateVersion7(now), agencyId, user.Id, serial + 1), body, now);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        var project = outcome.Value;
        data.ExamProjects.Add(project);
        data.Memberships.Add(Membership.InProject(Guid.CreateVersion7(now), user.Id, agencyId, project.Id, Roles.ExamOfficer, now));
        await data.SaveChangesAsync(cancellation);
        command.AfterCommit(_ =>
        {
            sessions.Forget(user.Id);
            return Task.CompletedTask;
        });
        return TypedResults.Ok(await project.ToDetailsAsync(data, [Roles.ExamOfficer], now, cancellation));
    }

    public static async Task<Results<Ok<ExamProjectDetails>, ProblemHttpResult>> ChangeAsync(
        Guid id, SaveExamProject body, ExamAccess access, PinchangContext data, TimeProvider time, CancellationToken cancellation)
    {
        if (await access.RequireAsync(id, Roles.ExamOfficer) is { } forbidden)
        {
            return forbidden.ToProblem();
        }

        await using var transaction = await data.Database.BeginTransactionAsync(cancellation);
        await data.LockExamProjectAsync(id, cancellation);
        var project = await data.ExamProjects.SingleAsync(project => project.Id == id, cancellation);
        if (!await data.IsClientAsync(body.ClientId, cancellation))
        {
            return ExamProjectRefusals.ClientUnknown.On("clientId").ToProblem();
        }

        var now = time.GetUtcNow();
        var outcome = project.Save(body, now);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        await data.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.Ok(await project.ToDetailsAsync(data, await access.RolesInAsync(id), now, cancellation));
    }

    public static async Task<Results<Ok<ExamProjectDetails>, ProblemHttpResult>> GetAsync(
        Guid id, ExamAccess access, PinchangContext data, TimeProvider time, CancellationToken cancellation)
    {
        var roles = await access.RolesInAsync(id);
        if (roles.Length == 0)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        var project = await data.ExamProjects.AsNoTracking().SingleAsync(project => project.Id == id, cancellation);
        return TypedResults.Ok(await project.ToDetailsAsync(data, roles, time.GetUtcNow(), cancellation));
    }

    // The query filter keeps it to the agency's own.
    private static Task<bool> IsClientAsync(this PinchangContext data, Guid clientId, CancellationToken cancellation) =>
        data.Employers.AnyAsync(employer => employer.Id == clientId && employer.State == EmployerState.Approved, cancellation);
}
