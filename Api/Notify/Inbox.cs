using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Notifications;
using Pinchang.Data;

namespace Pinchang.Api.Notify;

/// <summary>站内信: a person's own messages, newest first.</summary>
internal static class Inbox
{
    private const int Size = 20;

    public static async Task<Ok<Page<InboxMessage>>> ListAsync(CurrentUser user, PinchangContext data, CancellationToken cancellation, int page = 1)
    {
        var number = Math.Max(1, page);
        var own = data.Messages.AsNoTracking()
            .Where(message => message.UserId == user.Id && message.Channel == MessageChannel.Inbox && message.SentAt != null);
        var total = await own.CountAsync(cancellation);
        var items = await own
            .OrderByDescending(message => message.CreatedAt).ThenByDescending(message => message.Id)
            .Skip((number - 1) * Size).Take(Size)
            .Select(message => new InboxMessage(
                message.Id, message.Subject, message.Text, message.Link, message.CreatedAt, message.OpenedAt != null))
            .ToArrayAsync(cancellation);
        return TypedResults.Ok(new Page<InboxMessage>(items, total, number, Size));
    }

    public static async Task<Results<Ok<Done>, ProblemHttpResult>> OpenAsync(
        Guid id, CurrentUser user, PinchangContext data, CommandContext command, CancellationToken cancellation)
    {
        var message = await data.Messages.SingleOrDefaultAsync(
            row => row.Id == id && row.UserId == user.Id && row.Channel == MessageChannel.Inbox && row.SentAt != null, cancellation);
        if (message is null)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        message.OpenedAt ??= command.ReceivedAt;
        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(Done.Instance);
    }
}
