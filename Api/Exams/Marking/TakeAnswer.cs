using Microsoft.AspNetCore.Http.HttpResults;
using Pinchang.Api.Hosting;
using Pinchang.Api.Staff;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Contracts.Staff;
using Pinchang.Data;

namespace Pinchang.Api.Exams.Marking;

/// <summary>A marker asks for work; which answer it is, the system says. EX-4.5: only with a training that still counts.</summary>
internal static class TakeAnswer
{
    public static async Task<Results<Ok<ClaimedAnswer>, ProblemHttpResult>> HandleAsync(
        Guid roundId, ClaimAnswer body, MarkedAnswers answers, MarkerHands hands, StaffDoors staff, CommandContext command, PinchangContext data, CancellationToken cancellation)
    {
        var round = await answers.FindRoundAsync(roundId, Roles.Marker, cancellation);
        if (!round.IsAccepted)
        {
            return round.Refusal.ToProblem();
        }

        if (await staff.WhyNotAsync(Duty.Mark, command.ReceivedAt, cancellation) is { } unqualified)
        {
            return unqualified.ToProblem();
        }

        var task = await hands.TakeNextAsync(round.Value, body.QuestionId, patiently: true, command.ReceivedAt, cancellation);
        await data.SaveChangesAsync(cancellation);
        if (task is null)
        {
            return TypedResults.Ok(new ClaimedAnswer(null));
        }

        var shown = await hands.ShowAsync(task, round.Value, cancellation);
        return shown.IsAccepted ? TypedResults.Ok(new ClaimedAnswer(shown.Value)) : shown.Refusal.ToProblem();
    }
}
