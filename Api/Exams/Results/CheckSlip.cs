using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Exams.Results;

namespace Pinchang.Api.Exams.Results;

/// <summary>
/// Anybody who holds a slip sees whether it is what was published. The code is computed anew from the kept line; only with the ticket
/// number beside it does it answer, and the address is slowed like a sign-in.
/// </summary>
internal static class CheckSlip
{
    public static async Task<Results<Ok<SlipCheck>, ProblemHttpResult>> HandleAsync(
        HttpContext http, PinchangContext data, CancellationToken cancellation, string? ticket = null, string? code = null)
    {
        http.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        var (number, wanted) = (ticket?.Trim() ?? "", Letters(code));
        var found = await (
            from score in data.Scores.AsNoTracking()
            join notice in data.ScoreNotices.AsNoTracking().IgnoreQueryFilters() on score.NoticeId equals notice.Id
            where score.TicketNumber == number && notice.PublishedAt != null
            orderby notice.Version descending
            select new { Score = score, Notice = notice })
            .ToListAsync(cancellation);
        if (found.Find(pair => Letters(ScoreFingerprint.CodeOf(pair.Score, pair.Notice.Id)) == wanted) is not { } slip)
        {
            return ScoreRefusals.SlipUnknown.ToProblem();
        }

        var names = await data.ReadNamesAsync(slip.Notice.ProjectId, cancellation);
        return TypedResults.Ok(new SlipCheck
        {
            Validity = slip.Notice.State switch
            {
                ScoreNoticeState.Published => SlipValidity.Valid,
                ScoreNoticeState.TakenDown => SlipValidity.TakenDown,
                _ => SlipValidity.Superseded,
            },
            ProjectTitle = names.Exam,
            ClientName = names.Client,
            MaskedName = Masking.Name(slip.Score.Name),
            TicketTail = slip.Score.TicketNumber[^Math.Min(4, slip.Score.TicketNumber.Length)..],
            Position = slip.Score.Position,
            Standing = slip.Score.Standing,
            Parts = slip.Score.Parts,
            Total = slip.Score.Total,
            Rank = slip.Score.Rank,
            RankedOf = slip.Score.RankedOf,
            PublishedAt = slip.Notice.PublishedAt!.Value,
        });
    }

    /// <summary>As people copy it: with or without the dash, in small letters or large.</summary>
    private static string Letters(string? code) => new((code ?? "").Where(char.IsAsciiLetterOrDigit).Select(char.ToUpperInvariant).ToArray());
}
