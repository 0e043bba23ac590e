using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Orleans;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Papers;

namespace Pinchang.Api.Exams.Sittings;

/// <summary>Starts durably, and gives out the few bytes that open the paper which lies in the browser already.</summary>
internal static class StartExams
{
    public static async Task<Results<Ok<ExamStart>, ProblemHttpResult>> HandleAsync(
        Guid id, StartExamRequest request, HttpContext http, CurrentUser user, IGrainFactory grains, [FromServices] IPaperVault vault, TimeProvider time)
    {
        var receivedAt = ReceivedAt.Of(http);
        var outcome = await grains.GetGrain<IExamSessionGrain>(id).Start(new(user.Id, request.Epoch, receivedAt));
        if (outcome.Value is not { } started)
        {
            return outcome.Refusal!.ToProblem();
        }

        var key = await vault.ReleaseKeyAsync(started.PaperId, new(null, "exam start"), receivedAt, http.RequestAborted);
        return key.Value is { } released
            ? TypedResults.Ok(new ExamStart(
                Convert.ToBase64String(released.Bytes.Span), started.Deadline, time.GetUtcNow(), started.StartedAt))
            : key.Refusal!.ToProblem();
    }
}
