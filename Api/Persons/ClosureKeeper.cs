using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Accounts;
using Pinchang.Api.Applications;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.Ledger;
using Pinchang.Data;
using Pinchang.Data.Persons;
using Pinchang.Domain.Files;
using Pinchang.Domain.Notify;

namespace Pinchang.Api.Persons;

/// <summary>Ends the accounts whose cooling period is over; one that is held by something after all is tried again later.</summary>
internal sealed class ClosureKeeper(
    IServiceScopeFactory scopes, PersonTies ties, IFileStore files, TimeProvider time, ILogger<ClosureKeeper> logger) : RecurringWorker(Interval, time, logger)
{
    private const int MostAtOnce = 50;
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);
    private static readonly Caller Platform = new("-", "-");

    /// <summary>Returns how many ended.</summary>
    public async Task<int> CloseDueAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var data = scope.ServiceProvider.GetRequiredService<PinchangContext>();
        var now = Time.GetUtcNow();
        var due = await data.AccountClosures.AsNoTracking()
            .Where(closure => closure.WithdrawnAt == null && closure.ClosedAt == null && closure.ClosesAt <= now)
            .OrderBy(closure => closure.ClosesAt).Select(closure => closure.UserId).Take(MostAtOnce).ToListAsync(cancellation);
        var closed = 0;
        foreach (var userId in due)
        {
            closed += await CloseAsync(userId, now, cancellation) ? 1 : 0;
        }

        return closed;
    }

    protected override Task RoundAsync(CancellationToken cancellation) => CloseDueAsync(cancellation);

    private async Task<bool> CloseAsync(Guid userId, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var data = services.GetRequiredService<PinchangContext>();
        await using var transaction = await data.Database.BeginTransactionAsync(cancellation);
        await data.LockAsync($"closure {userId}", cancellation);
        var closure = await data.PendingClosures(userId).SingleOrDefaultAsync(cancellation);
        if (closure is null || !closure.Close(await ties.ReadAsync(userId, cancellation), now))
        {
            return false;
        }

        await data.WithdrawAllAsync(userId, services.GetRequiredService<IOutbox>(), now, cancellation);
        await services.GetRequiredService<PersonLedger>().TellAsync(userId, LedgerKinds.AccountClosed, null, cancellation);
        await services.GetRequiredService<Sessions>().RevokeAsync(userId, Platform, _ => true);
        await data.SaveChangesAsync(cancellation);
        var locations = await PersonErasure.EraseAsync(data, userId, cancellation);
        await transaction.CommitAsync(CancellationToken.None);
        foreach (var location in locations)
        {
            await files.DeleteAsync(location, CancellationToken.None);
        }

        return true;
    }
}
