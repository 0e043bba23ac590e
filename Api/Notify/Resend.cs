using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Notifications;
using Pinchang.Data;

namespace Pinchang.Api.Notify;

/// <summary>Tries again what was given up: one, or all that match. A code that opens nothing any more stays where it is.</summary>
internal static class Resend
{
    private const int MostAtOnce = 10_000;

    public static async Task<Results<Ok<Done>, ProblemHttpResult>> OneAsync(
        Guid id, CurrentUser user, PinchangContext data, CommandContext command, CancellationToken cancellation)
    {
        var message = await (await MessageSearch.OfAsync(user, data, cancellation)).SingleOrDefaultAsync(row => row.Id == id, cancellation);
        if (message is null)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        if (!message.Resend(command.ReceivedAt))
        {
            return MessageRefusals.NotGivenUp.ToProblem();
        }

        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(Done.Instance);
    }

    public static async Task<Ok<ResentMessages>> AllAsync(
        ResendMessages body, CurrentUser user, PinchangContext data, CommandContext command, CancellationToken cancellation)
    {
        var given = await (await MessageSearch.OfAsync(user, data, cancellation))
            .Where(DeliveryState.Failed)
            .Where(body.Channel, body.Q)
            .OrderBy(message => message.CreatedAt)
            .Take(MostAtOnce)
            .ToListAsync(cancellation);
        var count = given.Count(message => message.Resend(command.ReceivedAt));
        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(new ResentMessages(count));
    }
}
