using Microsoft.AspNetCore.Http.HttpResults;
using Pinchang.Contracts.Fairs;

namespace Pinchang.Api.Fairs.Booths;

/// <summary>People on duty, pause and closing: by the booth, and by those who run the fair (JF-8.3.2).</summary>
internal static class BoothDuty
{
    public static Task<Results<Ok<BoothFigures>, ProblemHttpResult>> TakeAsync(
        Guid id, TakeDutyRequest body, BoothCommand command, CancellationToken cancellation) =>
        command.AtBoothAsync(id, (booth, actor) => booth.TakeDuty(new(actor, body.OnDuty)), cancellation);

    public static Task<Results<Ok<BoothFigures>, ProblemHttpResult>> PauseAsync(
        Guid id, PauseBoothRequest body, BoothCommand command, CancellationToken cancellation) =>
        command.AtBoothAsync(id, (booth, actor) => booth.SetState(new(actor, body.Paused ? BoothState.Paused : BoothState.Open, body.Reason)), cancellation);

    public static Task<Results<Ok<BoothFigures>, ProblemHttpResult>> CloseAsync(
        Guid id, CloseBoothRequest body, BoothCommand command, CancellationToken cancellation) =>
        command.AtBoothAsync(id, (booth, actor) => booth.SetState(new(actor, BoothState.Closed, body.Reason)), cancellation);
}
