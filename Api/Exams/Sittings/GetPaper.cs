using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using Orleans;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.Exams;
using Pinchang.Domain;

namespace Pinchang.Api.Exams.Sittings;

/// <summary>
/// The sealed paper, the same bytes for everybody, and each candidate's own order of it: fetched while people wait, so that only a key
/// travels at the start.
/// </summary>
internal static class GetPaper
{
    public static async Task<Results<Ok<PaperDraw>, ProblemHttpResult>> DrawAsync(Guid id, CurrentUser user, IGrainFactory grains) =>
        (await grains.GetGrain<IExamSessionGrain>(id).GetDraw(user.Id)).ToResult();

    public static async Task<Results<FileContentHttpResult, ProblemHttpResult>> HandleAsync(
        Guid id, HttpContext http, CurrentUser user, SittingPapers papers)
    {
        if (await papers.FindRightAsync(id, user.Id) is not { } right)
        {
            return SittingRefusals.NotFound.ToProblem();
        }

        if (ReceivedAt.Of(http) < right.OpensAt)
        {
            return SessionRefusals.NotOpen.With(ChinaTime.Text(right.OpensAt)).ToProblem();
        }

        if (await papers.FindPaperAsync(right.PaperId) is not { } paper)
        {
            return SittingRefusals.PaperUnsealed.ToProblem();
        }

        http.Response.Headers.CacheControl = "private, max-age=86400, immutable";
        return TypedResults.Bytes(paper.Bytes, "application/octet-stream", entityTag: new EntityTagHeaderValue($"\"{paper.Sha256}\""));
    }
}
