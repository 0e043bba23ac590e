using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Improvements;
using Pinchang.Domain.Notify;

namespace Pinchang.Api.Improvements;

/// <summary>
/// Before the deadline its owner is reminded; after it those who direct improvements, too, each week; and whoever checks effects where one
/// has waited for its check.
/// </summary>
internal sealed class ImprovementKeeper(IServiceScopeFactory scopes, TimeProvider time, ILogger<ImprovementKeeper> logger) : RecurringWorker(Interval, time, logger)
{
    private const int MostAtOnce = 200;
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    /// <summary>Returns of how many improvements somebody was told.</summary>
    public async Task<int> RemindAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var data = scope.ServiceProvider.GetRequiredService<PinchangContext>();
        var outbox = scope.ServiceProvider.GetRequiredService<IOutbox>();
        var today = ChinaTime.DateOf(Time.GetUtcNow());
        await using var transaction = await data.Database.BeginTransactionAsync(cancellation);
        var due = await data.Improvements.FromSql(
            $"SELECT * FROM compliance.improvements WHERE remind_on <= {today} ORDER BY remind_on, id LIMIT {MostAtOnce} FOR UPDATE SKIP LOCKED")
            .IgnoreQueryFilters().ToListAsync(cancellation);
        foreach (var improvement in due)
        {
            if (improvement.Remind(today) is { } reminder)
            {
                await TellAsync(improvement, reminder, data, outbox, cancellation);
            }
        }

        await data.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return due.Count;
    }

    protected override Task RoundAsync(CancellationToken cancellation) => RemindAsync(cancellation);

    private static async Task TellAsync(
        Improvement improvement, ImprovementReminder reminder, PinchangContext data, IOutbox outbox, CancellationToken cancellation)
    {
        var (title, day) = (improvement.Title, ManageImprovements.DayOf(improvement));
        var (notice, people) = reminder switch
        {
            ImprovementReminder.ToCheck => (
                Notices.ImprovementToCheck(title),
                await data.ImprovementCheckers(improvement.AgencyId).Where(person => person != improvement.OwnerId).ToListAsync(cancellation)),
            ImprovementReminder.Overdue => (
                Notices.ImprovementOverdue(title, day),
                [improvement.OwnerId, .. await data.ImprovementManagers(improvement.AgencyId).ToListAsync(cancellation)]),
            _ => (Notices.ImprovementSoon(title, day), new List<Guid> { improvement.OwnerId }),
        };
        foreach (var person in people.Distinct())
        {
            outbox.Enqueue(notice.To(person, ManageImprovements.PageOf(improvement), improvement.AgencyId));
        }
    }
}
