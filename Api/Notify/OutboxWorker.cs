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
    private const int MostTogether = 10;
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
        var gone = new HashSet<Guid>();
        foreach (var message in due.Where(message => !gone.Contains(message.Id)))
        {
            var together = await CompanyAsync(data, message, now, cancellation);
            gone.UnionWith(together.Select(one => one.Id));
            data.AddRange(await SendAsync(together, cancellation));
        }

        await data.SaveChangesAsync(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        return due.Count;
    }

    /// <summary>What may leave with it: to the same address, and nobody can take it back any more. Itself is the first.</summary>
    private static async Task<List<Message>> CompanyAsync(PinchangContext data, Message message, DateTimeOffset now, CancellationToken cancellation)
    {
        if (message.TogetherFrom is null)
        {
            return [message];
        }

        var others = await data.Messages
            .FromSql(
                $"""
                SELECT * FROM notify.messages
                WHERE recipient = {message.Recipient} AND channel = {message.Channel.ToString()} AND agency_id IS NOT DISTINCT FROM {message.AgencyId}
                  AND together_from <= {now} AND id <> {message.Id} AND sent_at IS NULL AND failed_at IS NULL AND cancelled_at IS NULL
                ORDER BY created_at LIMIT {MostTogether - 1} FOR UPDATE SKIP LOCKED
                """)
            .ToListAsync(cancellation);
        return [message, .. others];
    }

    /// <summary>Sends them as one; each has its own proof, with the same receipt.</summary>
    private async Task<SendingAttempt[]> SendAsync(List<Message> together, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (together is [var alone])
        {
            return [await SendAsync(alone, alone, cancellation)];
        }

        var (subject, text) = Notices.Together([.. together.Select(message => (message.Subject, message.Text, message.Link))]).In(together[0].AgencyId);
        var letter = Message.Together(together, subject, text, now);
        var first = await SendAsync(together[0], letter, cancellation);
        return [first, .. together.Skip(1).Select(message => Follow(message, together[0], first))];
    }

    /// <summary>What became of the letter became of each in it.</summary>
    private SendingAttempt Follow(Message message, Message first, SendingAttempt attempt)
    {
        var now = time.GetUtcNow();
        if (attempt.Failure is null)
        {
            message.SentBeside(first);
            message.Sent(now);
        }
        else if (first.FailedAt is not null && first.Attempts < Message.MaxAttempts)
        {
            message.Refused(attempt.Failure, now);
        }
        else
        {
            message.NotSent(attempt.Failure, now);
        }

        return new() { Id = Guid.CreateVersion7(now), MessageId = message.Id, At = now, Gateway = attempt.Gateway, Receipt = attempt.Receipt, Failure = attempt.Failure };
    }

    private async Task<SendingAttempt> SendAsync(Message message, Message letter, CancellationToken cancellation)
    {
        var sender = _senders[message.Channel];
        try
        {
            var receipt = await sender.SendAsync(letter, cancellation);
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
