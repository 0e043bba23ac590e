using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Data;
using Pinchang.Domain.Accounts;

namespace Pinchang.Api.Accounts;

/// <summary>Each minute: sessions past their time get their line in the log, and what need not be kept goes.</summary>
internal sealed class AccountsHousekeeping(
    IServiceScopeFactory scopes, SessionRegistry registry, TimeProvider time, ILogger<AccountsHousekeeping> logger) : RecurringWorker(Interval, time, logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan CommandsKept = TimeSpan.FromDays(7);
    private static readonly TimeSpan CodesKept = TimeSpan.FromDays(2);

    protected override Task RoundAsync(CancellationToken cancellation) => TidyAsync(cancellation);

    internal async Task TidyAsync(CancellationToken cancellation)
    {
        registry.Trim();
        await using var scope = scopes.CreateAsyncScope();
        var data = scope.ServiceProvider.GetRequiredService<PinchangContext>();
        var log = scope.ServiceProvider.GetRequiredService<SignInLog>();
        var now = Time.GetUtcNow();
        await using (var transaction = await data.Database.BeginTransactionAsync(cancellation))
        {
            var expired = await data.Sessions
                .FromSql($"SELECT * FROM accounts.sessions WHERE ended_at IS NULL AND expires_at <= {now} ORDER BY expires_at LIMIT 500 FOR UPDATE SKIP LOCKED")
                .ToListAsync(cancellation);
            foreach (var session in expired)
            {
                session.EndedAt = session.ExpiresAt;
                await log.AddAsync(new Caller(session.Address, session.Device), SignInEvent.Expired, session.Method, session.UserId, session.Id);
            }

            await data.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            expired.ForEach(session => registry.Revoke(session.Id));
        }

        var oldCommands = now - CommandsKept;
        await data.Commands.Where(command => command.At < oldCommands).ExecuteDeleteAsync(cancellation);
        var oldCodes = now - CodesKept;
        await data.PhoneCodes.Where(code => code.SentAt < oldCodes).ExecuteDeleteAsync(cancellation);
        await data.Database.ExecuteSqlAsync($"DELETE FROM accounts.passkey_challenges WHERE expires_at < {now}", cancellation);
    }
}
