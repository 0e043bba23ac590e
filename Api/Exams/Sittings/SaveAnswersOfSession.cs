using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Sittings;

namespace Pinchang.Api.Exams.Sittings;

internal static class SaveAnswersOfSession
{
    public static async Task<Results<Ok<AnswerAck>, ProblemHttpResult>> HandleAsync(
        Guid id, HttpContext http, CurrentUser user, IGrainFactory grains)
    {
        var body = await AnswerBody.ReadAsync<SaveAnswersRequest>(http);
        if (body.Value is not { } request)
        {
            return body.Refusal!.ToProblem();
        }

        var items = AnswerBody.Mended(request.Items);
        return AnswerRules.Check(items) is { } refusal
            ? refusal.ToProblem()
            : (await grains.GetGrain<IExamSessionGrain>(id).SaveAnswers(new(user.Id, request.Epoch, items, ReceivedAt.Of(http)))).ToResult();
    }
}
