using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.Complaints;
using Pinchang.Data;
using Pinchang.Domain.Complaints;

namespace Pinchang.Api.Complaints;

/// <summary>Watches the promised times: what is overdue goes up a step, again each day; what nobody reopened is closed.</summary>
internal sealed class ComplaintKeeper(IServiceScopeFactory scopes, TimeProvider time, ILogger<ComplaintKeeper> logger) : RecurringWorker(Interval, time, logger)
{
    private const int MostAtOnce = 100;
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>Returns how many it moved.</summary>
    public async Task<int> LookAfterAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var data = scope.ServiceProvider.GetRequiredService<PinchangContext>();
        var telling = scope.ServiceProvider.GetRequiredService<ComplaintTelling>();
        var now = Time.GetUtcNow();
        var (told, answered) = (now - ComplaintTimes.BetweenEscalations, now.AddDays(-ComplaintTimes.ReopenDays));
        var due = await data.Complaints.IgnoreQueryFilters().AsNoTracking()
            .Where(complaint => (complaint.DueAt < now && (complaint.EscalatedAt == null || complaint.EscalatedAt <= told))
                || (complaint.State == ComplaintState.Answered && complaint.AnsweredAt <= answered))
            .OrderBy(complaint => complaint.SubmittedAt).Select(complaint => complaint.Id).Take(MostAtOnce).ToListAsync(cancellation);
        var moved = 0;
        foreach (var id in due)
        {
            moved += await MoveAsync(id, data, telling, now, cancellation) ? 1 : 0;
        }

        return moved;
    }

    protected override Task RoundAsync(CancellationToken cancellation) => LookAfterAsync(cancellation);

    /// <summary>Under the lock that steps take, and judged again there: two processes do not tell twice.</summary>
    private static async Task<bool> MoveAsync(Guid id, PinchangContext data, ComplaintTelling telling, DateTimeOffset now, CancellationToken cancellation)
    {
        data.ChangeTracker.Clear();
        await using var transaction = await data.Database.BeginTransactionAsync(cancellation);
        await data.LockAsync($"complaint {id}", cancellation);
        var complaint = await data.Complaints.IgnoreQueryFilters().SingleAsync(complaint => complaint.Id == id, cancellation);
        if (complaint.Escalate(Guid.CreateVersion7(now), now) is { } step)
        {
            await telling.OverdueAsync(complaint, step, cancellation);
        }
        else if (!complaint.CloseByTime(Guid.CreateVersion7(now), now))
        {
            return false;
        }

        await data.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }
}
