using Microsoft.EntityFrameworkCore;
using Npgsql;
using Pinchang.Contracts.Notifications;
using Pinchang.Data;
using Pinchang.Domain.Notify;

namespace Pinchang.Api.Notify;

/// <summary>
/// Whether the text of a code is kept after it left: only where no gateway takes it.
/// Whether operators read it: only where the people are made up.
/// </summary>
internal sealed record OutboxSettings(bool KeepsSecrets, bool ShowsSecrets);

/// <summary>
/// Sends what is due. Several processes share the rows without meeting: each takes what no other holds. Codes that somebody is waiting
/// for go a way of their own: ten thousand notices, or a gateway that hangs over one, do not hold them up.
/// </summary>
internal sealed class OutboxWorker(
    IServiceScopeFactory scopes, IEnumerable<IMessageSender> senders, OutboxSettings settings, TimeProvider time, ILogger<OutboxWorker> logger)
    : BackgroundService
{
    private const int BatchSize = 20;
    private const string Forgotten = "（内容已送达，不再保存）";

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly Dictionary<MessageChannel, IMessageSender> _senders = senders.ToDictionary(sender => sender.Channel);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(KeepSendingAsync(codes: true, stoppingToken), KeepSendingAsync(codes: false, stoppingToken));

    private async Task KeepSendingAsync(bool codes, CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                while (await SendDueAsync(codes, stoppingToken) == BatchSize)
                {
                }
            }
            catch (NpgsqlException exception)
            {
                logger.LogWarning(exception, "The outbox could not be read; trying again");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    internal async Task<int> SendDueAsync(bool codes, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var data = scope.ServiceProvider.GetRequiredService<PinchangContext>();
        var now = time.GetUtcNow();
        await using var transaction = await data.Database.BeginTransactionAsync(cancellation);
        var due = await data.Messages
            .FromSql(
                $"""
                SELECT * FROM notify.messages
                WHERE secret = {codes} AND leave_at <= {now} AND sent_at IS NULL AND failed_at IS NULL AND cancelled_at IS NULL
                ORDER BY leave_at LIMIT {BatchSize} FOR UPDATE SKIP LOCKED
                """)
            .ToListAsync(cancellation);
        foreach (var message in due)
        {
            data.Add(await SendAsync(message, cancellation));
        }

        await data.SaveChangesAsync(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        return due.Count;
    }

    private async Task<SendingAttempt> SendAsync(Message message, CancellationToken cancellation)
    {
        var sender = _senders[message.Channel];
        try
        {
            var receipt = await sender.SendAsync(message, cancellation);
            message.Sent(time.GetUtcNow());
            if (message.Secret && !settings.KeepsSecrets)
            {
                message.Forget(Forgotten);
            }

            return Attempt(receipt, null);
        }
        catch (GatewayRefusedException refused) when (refused.IsFinal)
        {
            message.Refused(refused.Code, time.GetUtcNow());
            logger.LogWarning("A message by {Channel} was refused for good: {Code}", message.Channel, refused.Code);
            return Attempt(null, refused.Code);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            var failure = (exception as GatewayRefusedException)?.Code ?? exception.GetType().Name;
            message.NotSent(failure, time.GetUtcNow());
            logger.LogWarning(exception, "A message by {Channel} did not leave, attempt {Attempt}", message.Channel, message.Attempts);
            return Attempt(null, failure);
        }

        SendingAttempt Attempt(string? receipt, string? failure)
        {
            var now = time.GetUtcNow();
            return new() { Id = Guid.CreateVersion7(now), MessageId = message.Id, At = now, Gateway = sender.Gateway, Receipt = receipt, Failure = failure };
        }
    }
}
