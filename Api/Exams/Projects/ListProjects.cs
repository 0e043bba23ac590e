using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Contracts.Organisations;
using Pinchang.Data;
using Pinchang.Domain.Exams.Projects;

namespace Pinchang.Api.Exams.Projects;

/// <summary>The projects in which the caller is something, newest first.</summary>
internal static class ListProjects
{
    public static async Task<Ok<Page<ExamProjectSummary>>> HandleAsync(
        CurrentUser user, PinchangContext data, TimeProvider time, string? q = null, int page = 1, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        var text = q?.Trim();
        var mine = data.ProjectRoles(user.Id, user.AgencyId);
        var found = await (
            from project in data.ExamProjects.AsNoTracking()
            join client in data.Employers on project.ClientId equals client.Id
            join published in data.ExamNotices on new { project.Id, Version = project.NoticeVersion } equals new { Id = published.ProjectId, published.Version } into notices
            from notice in notices.DefaultIfEmpty()
            where mine.Any(membership => membership.ScopeId == project.Id)
                && (string.IsNullOrEmpty(text) || project.Name.Contains(text) || client.Name.Contains(text))
            orderby project.CreatedAt descending
            select new
            {
                Project = project,
                Client = client.Name,
                OpensAt = notice == null ? (DateTimeOffset?)null : notice.OpensAt,
                ClosesAt = notice == null ? (DateTimeOffset?)null : notice.ClosesAt,
                Positions = data.Positions.Count(position => position.ProjectId == project.Id),
                Registrations = data.Registrations.Count(registration => registration.ProjectId == project.Id && registration.State != RegistrationState.Withdrawn),
                Waiting = data.Registrations.Count(registration => registration.ProjectId == project.Id && registration.State == RegistrationState.Submitted),
                Roles = mine.Where(membership => membership.ScopeId == project.Id).Select(membership => membership.Role).ToArray(),
            }).ToPageAsync(page, cancellation);
        return TypedResults.Ok(found.Map(row => new ExamProjectSummary
        {
            Id = row.Project.Id,
            Name = row.Project.Name,
            ClientName = row.Client,
            Phase = row is { OpensAt: { } opensAt, ClosesAt: { } closesAt } ? RegistrationWindow.PhaseAt(opensAt, closesAt, now) : RegistrationPhase.Unpublished,
            RegistrationOpensAt = row.OpensAt ?? row.Project.RegistrationOpensAt,
            RegistrationClosesAt = row.ClosesAt ?? row.Project.RegistrationClosesAt,
            Positions = row.Positions,
            Registrations = row.Registrations,
            Waiting = row.Waiting,
            Roles = row.Roles,
        }));
    }

    /// <summary>Employers that can entrust an exam.</summary>
    public static async Task<Ok<ExamClient[]>> ClientsAsync(PinchangContext data, CancellationToken cancellation) =>
        TypedResults.Ok(await data.Employers.AsNoTracking()
            .Where(employer => employer.State == EmployerState.Approved)
            .OrderBy(employer => employer.Name)
            .Select(employer => new ExamClient(employer.Id, employer.Name))
            .ToArrayAsync(cancellation));
}
