using Microsoft.EntityFrameworkCore;
using Pinchang.Domain.Exams.Projects;

namespace Pinchang.Data.Exams.Projects;

/// <summary>Which notice of a project is in force.</summary>
public static class PublishedExams
{
    /// <summary>The newest notice of each published project, of every agency: it is public.</summary>
    public static IQueryable<ExamNotice> NoticesInForce(this PinchangContext data) =>
        from notice in data.ExamNotices.AsNoTracking().IgnoreQueryFilters()
        join project in data.ExamProjects on new { Id = notice.ProjectId, notice.Version } equals new { project.Id, Version = project.NoticeVersion }
        select notice;

    public static Task<ExamNotice?> FindNoticeInForceAsync(this PinchangContext data, Guid projectId, CancellationToken cancellation) =>
        data.NoticesInForce().SingleOrDefaultAsync(notice => notice.ProjectId == projectId, cancellation);

    /// <summary>What a notice of the project would be made of now.</summary>
    public static async Task<NoticeSources> ReadNoticeSourcesAsync(this PinchangContext data, ExamProject project, CancellationToken cancellation)
    {
        var client = await data.Employers.Where(employer => employer.Id == project.ClientId).Select(employer => employer.Name).SingleOrDefaultAsync(cancellation);
        var agency = await data.Agencies.Where(agency => agency.Id == project.AgencyId).Select(agency => agency.Name).SingleAsync(cancellation);
        var positions = await data.Positions.Where(position => position.ProjectId == project.Id).OrderBy(position => position.Code).ToListAsync(cancellation);
        return new(project, client, agency, positions);
    }
}
