using Microsoft.EntityFrameworkCore;
using Pinchang.Domain.Notify;

namespace Pinchang.Data.Notify;

internal sealed class Outbox(PinchangContext context, TimeProvider time) : IOutbox
{
    public Guid Enqueue(MessageToSend message)
    {
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        context.Messages.Add(new()
        {
            Id = id,
            AgencyId = message.AgencyId,
            UserId = message.UserId,
            Channel = message.Channel,
            Recipient = message.Recipient,
            Subject = message.Subject,
            Text = message.Text,
            Link = message.Link,
            Secret = message.Secret,
            CreatedAt = now,
            LeaveAt = message.LeaveAt ?? now,
        });
        return id;
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
