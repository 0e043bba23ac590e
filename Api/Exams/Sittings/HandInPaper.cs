using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Sittings;

namespace Pinchang.Api.Exams.Sittings;

internal static class HandInPaper
{
    public static async Task<Results<Ok<ExamReceipt>, ProblemHttpResult>> HandleAsync(
        Guid id, HttpContext http, CurrentUser user, IGrainFactory grains)
    {
        var body = await AnswerBody.ReadAsync<HandInRequest>(http);
        if (body.Value is not { } request)
        {
            return body.Refusal!.ToProblem();
        }

        var items = AnswerBody.Mended(request.Items);
        return AnswerRules.Check(items) is { } refusal
            ? refusal.ToProblem()
            : (await grains.GetGrain<IExamSessionGrain>(id).HandIn(
                new(user.Id, request.Epoch, request.LastSequence, items, ReceivedAt.Of(http)))).ToResult();
    }
}
