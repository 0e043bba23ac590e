using Microsoft.EntityFrameworkCore;
using Pinchang.Contracts;
using Pinchang.Contracts.Fairs;
using Pinchang.Contracts.Jobs;
using Pinchang.Data;
using Pinchang.Data.Jobs;
using Pinchang.Domain;
using Pinchang.Domain.Fairs;

namespace Pinchang.Api.Fairs.Admission;

/// <summary>Exhibitors as lists show them, and what an employer has to bring.</summary>
internal sealed class ExhibitorShapes(PinchangContext data, TimeProvider time)
{
    public async Task<ExhibitorDetails> ReadAsync(Exhibitor exhibitor, CancellationToken cancellation) =>
        (await ReadAsync([exhibitor], cancellation)).Single();

    /// <summary>However many they are, one statement for each kind of row.</summary>
    public async Task<ExhibitorDetails[]> ReadAsync(IReadOnlyCollection<Exhibitor> exhibitors, CancellationToken cancellation)
    {
        var (ids, employerIds) = (exhibitors.Select(exhibitor => exhibitor.Id).ToArray(), exhibitors.Select(exhibitor => exhibitor.EmployerId).Distinct().ToArray());
        var employers = await data.Employers.AsNoTracking().IgnoreQueryFilters()
            .Where(employer => employerIds.Contains(employer.Id))
            .Select(employer => new { employer.Id, employer.Name, employer.Industry })
            .ToDictionaryAsync(employer => employer.Id, cancellation);
        var booths = await data.Booths.AsNoTracking().IgnoreQueryFilters()
            .Where(booth => ids.Contains(booth.ExhibitorId))
            .Select(booth => new { booth.ExhibitorId, booth.Id, booth.Number })
            .ToDictionaryAsync(booth => booth.ExhibitorId, cancellation);
        var staff = await FindStaffAsync(employerIds, cancellation);
        var jobs = (await data.ReadNewestJobsAsync([.. exhibitors.SelectMany(exhibitor => exhibitor.JobIds).Distinct()], cancellation)).ToDictionary(job => job.Id);
        return
        [
            .. exhibitors.Select(exhibitor => new ExhibitorDetails
            {
                Id = exhibitor.Id,
                FairId = exhibitor.FairId,
                EmployerId = exhibitor.EmployerId,
                EmployerName = employers[exhibitor.EmployerId].Name,
                Industry = employers[exhibitor.EmployerId].Industry,
                Introduction = exhibitor.Introduction,
                Marks = exhibitor.Marks,
                Jobs = [.. exhibitor.JobIds.Select(id => jobs.GetValueOrDefault(id)).OfType<JobSummary>()],
                Staff = [.. staff[exhibitor.EmployerId].Where(person => exhibitor.StaffIds.Contains(person.UserId))],
                State = exhibitor.State,
                DecisionReason = exhibitor.DecisionReason,
                SubmittedAt = exhibitor.SubmittedAt,
                BoothId = booths.GetValueOrDefault(exhibitor.Id)?.Id,
                BoothNumber = booths.GetValueOrDefault(exhibitor.Id)?.Number,
            }),
        ];
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
    public async Task<StaffMember[]> FindStaffAsync(Guid employerId, CancellationToken cancellation) =>
        [.. (await FindStaffAsync([employerId], cancellation))[employerId]];

    private async Task<ILookup<Guid, StaffMember>> FindStaffAsync(Guid[] employerIds, CancellationToken cancellation)
    {
        var roles = Access.RolesByPolicy[Access.RecruitAtFairs];
        var rows = await (
            from member in data.Memberships.AsNoTracking()
            join person in data.Users.AsNoTracking() on member.UserId equals person.Id
            where employerIds.Contains(member.ScopeId) && roles.Contains(member.Role)
            orderby person.DisplayName
            select new { EmployerId = member.ScopeId, Person = new StaffMember(person.Id, person.DisplayName, member.Role) }).ToArrayAsync(cancellation);
        return rows.DistinctBy(row => (row.EmployerId, row.Person.UserId)).ToLookup(row => row.EmployerId, row => row.Person);
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
