using Microsoft.EntityFrameworkCore;
using Pinchang.Contracts.Notifications;
using Pinchang.Domain.Notify;

namespace Pinchang.Data.Notify;

internal sealed class Outbox(PinchangContext context, QuietHours quiet, TimeProvider time) : IOutbox
{
    public Guid Enqueue(MessageToSend message)
    {
        var now = time.GetUtcNow();
        var rings = message is { Channel: MessageChannel.Sms, Secret: false, Urgent: false };
        var leavesAt = message.LeaveAt ?? now;
        var row = Message.Of(message, rings ? quiet.NotBefore(leavesAt) : leavesAt, now);
        context.Messages.Add(row);
        return row.Id;
    }

    public async Task<bool> CancelAsync(Guid messageId, CancellationToken cancellation) =>
        await context.Messages
            .Where(message => message.Id == messageId && message.SentAt == null && message.CancelledAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(message => message.CancelledAt, time.GetUtcNow()), cancellation) == 1;

    public Task ReleaseAsync(IReadOnlyCollection<Guid> messageIds, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return context.Messages
            .Where(message => messageIds.Contains(message.Id) && message.SentAt == null && message.CancelledAt == null && message.LeaveAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(message => message.LeaveAt, now), cancellation);
    }
}
