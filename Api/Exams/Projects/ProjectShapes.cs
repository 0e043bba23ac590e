using Microsoft.EntityFrameworkCore;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Data.Exams.Projects;
using Pinchang.Domain.Exams.Projects;
using Pinchang.Domain.Screening;

namespace Pinchang.Api.Exams.Projects;

internal static class ProjectShapes
{
    /// <summary>A project as its staff see it.</summary>
    public static async Task<ExamProjectDetails> ToDetailsAsync(
        this ExamProject project, PinchangContext data, string[] roles, DateTimeOffset now, CancellationToken cancellation)
    {
        var sources = await data.ReadNoticeSourcesAsync(project, cancellation);
        var notice = project.IsPublished ? await data.FindNoticeInForceAsync(project.Id, cancellation) : null;
        var marks = NoticeScreening.Read(project.Content, sources.Positions.Select(position => position.Details));
        var missing = NoticeCompleteness.Missing(sources);
        return new()
        {
            Id = project.Id,
            Content = project.Content,
            ClientName = sources.ClientName ?? "",
            Positions = [.. sources.Positions.Select(position => position.Details)],
            Phase = notice?.PhaseAt(now) ?? RegistrationPhase.Unpublished,
            NoticeVersion = project.NoticeVersion,
            PublishedAt = notice?.PublishedAt,
            HasUnpublishedChanges = notice is not null && (missing.Length > 0 || !NoticeCompleteness.IsSame(notice.Contents, sources.ToContents())),
            Missing = missing,
            Marks = marks,
            NeedsGround = TextMarks.WhyNotOn(null, marks, notice is null ? [] : NoticeScreening.Read(notice.Contents)) is not null,
            Ground = notice?.Ground,
            Roles = roles,
            Counts = await data.CountRegistrationsAsync(project.Id, cancellation),
        };
    }

    private static async Task<RegistrationCounts> CountRegistrationsAsync(this PinchangContext data, Guid projectId, CancellationToken cancellation)
    {
        var counts = await data.Registrations.Where(registration => registration.ProjectId == projectId)
            .GroupBy(registration => registration.State)
            .Select(group => new { State = group.Key, Count = group.Count(), Tickets = group.Count(registration => registration.TicketNumber != null) })
            .ToListAsync(cancellation);
        int Of(RegistrationState state) => counts.FirstOrDefault(row => row.State == state)?.Count ?? 0;
        return new(
            Of(RegistrationState.Submitted),
            Of(RegistrationState.SupplementAsked),
            Of(RegistrationState.Approved),
            Of(RegistrationState.Refused),
            Of(RegistrationState.Withdrawn),
            counts.Sum(row => row.Tickets));
    }
}
