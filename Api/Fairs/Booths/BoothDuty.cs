using Microsoft.AspNetCore.Http.HttpResults;
using Pinchang.Api.Hosting;
using Pinchang.Api.Staff;
using Pinchang.Contracts.Fairs;
using Pinchang.Contracts.Staff;

namespace Pinchang.Api.Fairs.Booths;

/// <summary>People on duty, pause and closing: by the booth, and by those who run the fair (JF-8.3.2).</summary>
internal static class BoothDuty
{
    /// <summary>Coming on duty asks for the course and the pledge (JF-5); leaving asks for nothing.</summary>
    public static async Task<Results<Ok<BoothFigures>, ProblemHttpResult>> TakeAsync(
        Guid id, TakeDutyRequest body, BoothCommand command, StaffDoors staff, CommandContext context, CancellationToken cancellation) =>
        body.OnDuty && await staff.WhyNotAsync(Duty.AttendBooth, context.ReceivedAt, cancellation) is { } unqualified
            ? unqualified.ToProblem()
            : await command.AtBoothAsync(id, (booth, actor) => booth.TakeDuty(new(actor, body.OnDuty)), cancellation);

    public static Task<Results<Ok<BoothFigures>, ProblemHttpResult>> PauseAsync(
        Guid id, PauseBoothRequest body, BoothCommand command, CancellationToken cancellation) =>
        command.AtBoothAsync(id, (booth, actor) => booth.SetState(new(actor, body.Paused ? BoothState.Paused : BoothState.Open, body.Reason)), cancellation);

    public static Task<Results<Ok<BoothFigures>, ProblemHttpResult>> CloseAsync(
        Guid id, CloseBoothRequest body, BoothCommand command, CancellationToken cancellation) =>
        command.AtBoothAsync(id, (booth, actor) => booth.SetState(new(actor, BoothState.Closed, body.Reason)), cancellation);
}
