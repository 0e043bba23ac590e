using Microsoft.EntityFrameworkCore;
using Pinchang.Contracts;
using Pinchang.Contracts.Fairs;
using Pinchang.Data;
using Pinchang.Data.Jobs;
using Pinchang.Domain;
using Pinchang.Domain.Fairs;

namespace Pinchang.Api.Fairs.Admission;

/// <summary>Exhibitors as lists show them, and what an employer has to bring.</summary>
internal sealed class ExhibitorShapes(PinchangContext data, TimeProvider time)
{
    public async Task<ExhibitorDetails> ReadAsync(Exhibitor exhibitor, CancellationToken cancellation)
    {
        var employer = await data.Employers.AsNoTracking().IgnoreQueryFilters()
            .Where(employer => employer.Id == exhibitor.EmployerId)
            .Select(employer => new { employer.Name, employer.Industry })
            .SingleAsync(cancellation);
        var booth = await data.Booths.AsNoTracking().IgnoreQueryFilters()
            .Where(booth => booth.ExhibitorId == exhibitor.Id)
            .Select(booth => new { booth.Id, booth.Number })
            .SingleOrDefaultAsync(cancellation);
        var staff = await FindStaffAsync(exhibitor.EmployerId, cancellation);
        return new()
        {
            Id = exhibitor.Id,
            FairId = exhibitor.FairId,
            EmployerId = exhibitor.EmployerId,
            EmployerName = employer.Name,
            Industry = employer.Industry,
            Introduction = exhibitor.Introduction,
            Jobs = await data.ReadNewestJobsAsync(exhibitor.JobIds, cancellation),
            Staff = [.. staff.Where(person => exhibitor.StaffIds.Contains(person.UserId))],
            State = exhibitor.State,
            DecisionReason = exhibitor.DecisionReason,
            SubmittedAt = exhibitor.SubmittedAt,
            BoothId = booth?.Id,
            BoothNumber = booth?.Number,
        };
    }

    public async Task<BoothMeans> FindMeansAsync(Guid employerId, CancellationToken cancellation)
    {
        var own = await data.Jobs.IgnoreQueryFilters().Where(job => job.EmployerId == employerId).Select(job => job.Id).ToListAsync(cancellation);
        var shown = await data.OpenJobs(time.GetUtcNow()).IgnoreQueryFilters()
            .Where(job => job.Job.EmployerId == employerId).Select(job => job.Job.Id).ToListAsync(cancellation);
        var staff = await FindStaffAsync(employerId, cancellation);
        return new(own.ToHashSet(), shown.ToHashSet(), staff.Select(person => person.UserId).ToHashSet());
    }

    /// <summary>Members who may recruit, each once.</summary>
    public async Task<StaffMember[]> FindStaffAsync(Guid employerId, CancellationToken cancellation)
    {
        var roles = Access.RolesByPolicy[Access.RecruitAtFairs];
        var rows = await (
            from member in data.Memberships.AsNoTracking()
            join person in data.Users.AsNoTracking() on member.UserId equals person.Id
            where member.ScopeId == employerId && roles.Contains(member.Role)
            orderby person.DisplayName
            select new StaffMember(person.Id, person.DisplayName, member.Role)).ToArrayAsync(cancellation);
        return [.. rows.DistinctBy(person => person.UserId)];
    }
}

internal static class RegistrationShapes
{
    public static FairRegistrationDetails ToDetails(this FairRegistration registration, bool masked) => new()
    {
        Id = registration.Id,
        FairId = registration.FairId,
        CandidateName = masked ? Masking.Name(registration.CandidateName) : registration.CandidateName,
        Headline = registration.Headline,
        State = registration.State,
        DecisionReason = registration.DecisionReason,
        SubmittedAt = registration.SubmittedAt,
        Entrusted = registration.Entrusted,
    };
}
