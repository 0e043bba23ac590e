using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Data;
using Pinchang.Domain.Exams.Papers;

namespace Pinchang.Api.Exams.Papers;

/// <summary>Takes a question out of further draws, or back into them.</summary>
internal static class TurnQuestion
{
    public static Task<Results<Ok<Done>, ProblemHttpResult>> RetireAsync(
        Guid id, CurrentUser user, CommandContext command, PinchangContext data, CancellationToken cancellation) =>
        TurnAsync(id, user, data, question => question.Retire(command.ReceivedAt), cancellation);

    public static Task<Results<Ok<Done>, ProblemHttpResult>> RestoreAsync(
        Guid id, CurrentUser user, CommandContext command, PinchangContext data, CancellationToken cancellation) =>
        TurnAsync(id, user, data, question => question.Restore(command.ReceivedAt), cancellation);

    private static async Task<Results<Ok<Done>, ProblemHttpResult>> TurnAsync(
        Guid id, CurrentUser user, PinchangContext data, Action<Question> turn, CancellationToken cancellation)
    {
        if (await data.Questions.SingleOrDefaultAsync(row => row.Id == id && row.AgencyId == user.AgencyId, cancellation) is not { } question)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        turn(question);
        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(Done.Instance);
    }
}
