using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Data.Exams.Projects;
using Pinchang.Domain.Exams.Registrations;

namespace Pinchang.Api.Exams.Projects;

/// <summary>EX-5.4, EX-6.1: exams and their notices, for everybody.</summary>
internal static class PublicExams
{
    /// <summary>Open ones first, the one that closes soonest on top; then those to come; then those that are over.</summary>
    public static async Task<Ok<Page<ExamSummary>>> ListAsync(
        PinchangContext data,
        TimeProvider time,
        QueryEnum<RegistrationPhase>? phase = null,
        string? q = null,
        int page = 1,
        CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        var wanted = phase?.Value;
        var text = q?.Trim();
        var found = await data.NoticesInForce()
            .Where(notice => string.IsNullOrEmpty(text) || notice.Title.Contains(text) || notice.ClientName.Contains(text))
            .Where(notice => wanted == null
                || (wanted == RegistrationPhase.Upcoming && now < notice.OpensAt)
                || (wanted == RegistrationPhase.Open && notice.OpensAt <= now && now < notice.ClosesAt)
                || (wanted == RegistrationPhase.Closed && notice.ClosesAt <= now))
            .OrderBy(notice => notice.ClosesAt <= now ? 2 : now < notice.OpensAt ? 1 : 0)
            .ThenBy(notice => notice.ClosesAt <= now ? (DateTimeOffset?)null : now < notice.OpensAt ? notice.OpensAt : notice.ClosesAt)
            .ThenByDescending(notice => notice.ClosesAt)
            .ThenBy(notice => notice.ProjectId)
            .ToPageAsync(page, cancellation);
        return TypedResults.Ok(found.Map(notice => new ExamSummary
        {
            Id = notice.ProjectId,
            Title = notice.Title,
            ClientName = notice.ClientName,
            Phase = notice.PhaseAt(now),
            RegistrationOpensAt = notice.OpensAt,
            RegistrationClosesAt = notice.ClosesAt,
            Headcount = notice.Headcount,
        }));
    }

    public static async Task<Results<Ok<ExamDetails>, ProblemHttpResult>> GetAsync(
        Guid id, PinchangContext data, TimeProvider time, int? version = null, CancellationToken cancellation = default)
    {
        var versions = await data.ExamNotices.AsNoTracking().IgnoreQueryFilters()
            .Where(notice => notice.ProjectId == id)
            .OrderByDescending(notice => notice.Version)
            .ToListAsync(cancellation);
        if ((version is null ? versions.FirstOrDefault() : versions.Find(notice => notice.Version == version)) is not { } shown)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        return TypedResults.Ok(new ExamDetails
        {
            Id = id,
            Version = shown.Version,
            PublishedAt = shown.PublishedAt,
            Phase = versions[0].PhaseAt(time.GetUtcNow()),
            Notice = shown.Contents,
            Versions = [.. versions.Select(notice => new ExamNoticeVersion(notice.Version, notice.PublishedAt, notice.Reason))],
            Pledge = PledgeText.Current,
        });
    }
}
