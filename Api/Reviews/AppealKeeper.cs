using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Accounts;
using Pinchang.Domain.Notify;

namespace Pinchang.Api.Reviews;

/// <summary>An appeal that nobody answered in time is told to those who run the agency, once each.</summary>
internal sealed class AppealKeeper(IServiceScopeFactory scopes, TimeProvider time, ILogger<AppealKeeper> logger) : RecurringWorker(Interval, time, logger)
{
    private const int MostAtOnce = 200;
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    /// <summary>Returns how many appeals were late.</summary>
    public async Task<int> TellAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var data = scope.ServiceProvider.GetRequiredService<PinchangContext>();
        var outbox = scope.ServiceProvider.GetRequiredService<IOutbox>();
        await using var transaction = await data.Database.BeginTransactionAsync(cancellation);
        var late = await data.ReviewCases.FromSql(
            $"""
            SELECT * FROM compliance.review_cases
            WHERE due_at IS NOT NULL AND due_at < {now} AND settled_at IS NULL AND overdue_told_at IS NULL
            ORDER BY due_at LIMIT {MostAtOnce} FOR UPDATE SKIP LOCKED
            """).IgnoreQueryFilters().ToListAsync(cancellation);
        foreach (var appeal in late)
        {
            appeal.TellOverdue(now);
            var notice = Notices.AppealOverdue(appeal.Title, ChinaTime.Text(appeal.DueAt!.Value));
            var managers = await data.Memberships.AsNoTracking()
                .Where(member => member.Scope == MembershipScope.Agency && member.AgencyId == appeal.AgencyId && member.Role == Roles.Operator)
                .Select(member => member.UserId).Distinct().ToListAsync(cancellation);
            foreach (var manager in managers)
            {
                outbox.Enqueue(notice.To(manager, $"/operations/reviews?id={appeal.Id}", appeal.AgencyId));
            }
        }

        await data.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return late.Count;
    }

    protected override Task RoundAsync(CancellationToken cancellation) => TellAsync(Time.GetUtcNow(), cancellation);
}
