using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Domain.Exams.Results;

namespace Pinchang.Api.Exams.Results;

/// <summary>The candidate's own score, also after the notice came down.</summary>
internal static class GetScoreSlip
{
    public static async Task<Results<Ok<ScoreSlip>, ProblemHttpResult>> HandleAsync(
        Guid registrationId, CurrentUser user, HttpContext http, PinchangContext data, CancellationToken cancellation)
    {
        var found = await data.FindOwnScoreAsync(registrationId, user.Id, cancellation);
        if (found is not { } own)
        {
            return ScoreRefusals.NotPublished.ToProblem();
        }

        var (notice, score) = own;
        var names = await data.ReadNamesAsync(notice.ProjectId, cancellation);
        var recheck = await data.Rechecks.AsNoTracking().IgnoreQueryFilters()
            .SingleOrDefaultAsync(recheck => recheck.NoticeId == notice.Id && recheck.RegistrationId == registrationId, cancellation);
        return TypedResults.Ok(new ScoreSlip
        {
            RegistrationId = registrationId,
            ProjectId = notice.ProjectId,
            ProjectTitle = names.Exam,
            ClientName = names.Client,
            Position = score.Position,
            CandidateName = score.Name,
            TicketNumber = score.TicketNumber,
            Standing = score.Standing,
            Parts = score.Parts,
            Total = score.Total,
            Rank = score.Rank,
            RankedOf = score.RankedOf,
            PublishedAt = notice.PublishedAt!.Value,
            Code = ScoreFingerprint.CodeOf(score, notice.Id),
            RecheckUntil = ReceivedAt.Of(http) < notice.RecheckUntil ? notice.RecheckUntil : null,
            Recheck = recheck?.ToDetails(score),
        });
    }

    /// <summary>The newest published line of a candidate's registration; null for anybody else's.</summary>
    internal static async Task<(ScoreNotice Notice, Score Score)?> FindOwnScoreAsync(
        this PinchangContext data, Guid registrationId, Guid candidateId, CancellationToken cancellation)
    {
        var found = await (
            from score in data.Scores.AsNoTracking()
            join notice in data.ScoreNotices.AsNoTracking().IgnoreQueryFilters() on score.NoticeId equals notice.Id
            where score.RegistrationId == registrationId && score.CandidateId == candidateId && notice.PublishedAt != null
            orderby notice.Version descending
            select new { notice, score })
            .FirstOrDefaultAsync(cancellation);
        return found is null ? null : (found.notice, found.score);
    }
}
