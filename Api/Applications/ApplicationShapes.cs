using Microsoft.EntityFrameworkCore;
using Pinchang.Contracts.Applications;
using Pinchang.Data;
using Pinchang.Domain.Applications;
using Pinchang.Domain.Jobs;

namespace Pinchang.Api.Applications;

internal static class ApplicationShapes
{
    /// <summary>Applications with the title they were sent for, whatever the job is called now.</summary>
    public static IQueryable<ApplicationSummary> ToSummaries(this IQueryable<JobApplication> applications, PinchangContext data) =>
        from application in applications
        join version in data.JobVersions on new { application.JobId, Number = application.JobVersion } equals new { version.JobId, version.Number }
        join employer in data.Employers on application.EmployerId equals employer.Id
        select new ApplicationSummary
        {
            Id = application.Id,
            JobId = application.JobId,
            JobTitle = version.Posting.Title,
            EmployerName = employer.Name,
            CandidateName = application.CandidateName,
            Headline = application.Headline,
            AppliedAt = application.AppliedAt,
            State = application.State,
            RoomId = application.RoomId,
            CardId = application.CardId,
        };

    public static ApplicationSummary ToSummary(this JobApplication application, JobVersion version, string employerName) => new()
    {
        Id = application.Id,
        JobId = application.JobId,
        JobTitle = version.Posting.Title,
        EmployerName = employerName,
        CandidateName = application.CandidateName,
        Headline = application.Headline,
        AppliedAt = application.AppliedAt,
        State = application.State,
        RoomId = application.RoomId,
        CardId = application.CardId,
    };

    public static Task<ApplicationSummary> ReadSummaryAsync(this PinchangContext data, Guid id, CancellationToken cancellation) =>
        data.Applications.AsNoTracking().IgnoreQueryFilters().Where(application => application.Id == id).ToSummaries(data).SingleAsync(cancellation);
}
