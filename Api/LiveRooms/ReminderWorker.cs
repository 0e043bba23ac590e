using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.LiveRooms;
using Pinchang.Domain.Notify;

namespace Pinchang.Api.LiveRooms;

/// <summary>Sends the reminders that are due. Several processes share the work by skipping what another has locked.</summary>
internal sealed class ReminderWorker(IServiceScopeFactory scopes, TimeProvider time, ILogger<ReminderWorker> logger) : RecurringWorker(Interval, time, logger)
{
    private const int MostAtOnce = 200;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    /// <summary>Returns how many left.</summary>
    public async Task<int> SendDueAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var data = scope.ServiceProvider.GetRequiredService<PinchangContext>();
        var outbox = scope.ServiceProvider.GetRequiredService<IOutbox>();
        var now = Time.GetUtcNow();
        await using var transaction = await data.Database.BeginTransactionAsync(cancellation);
        var due = await data.Reminders.FromSql(
            $"""
            SELECT reminders.* FROM live.reminders JOIN live.sessions ON sessions.id = reminders.session_id
            WHERE reminders.sent_at IS NULL AND sessions.state <> 'Ended' AND sessions.starts_at <= {now + Reminder.Ahead}
            LIMIT {MostAtOnce} FOR UPDATE OF reminders SKIP LOCKED
            """).ToListAsync(cancellation);
        var rooms = await data.RoomsWithSessions()
            .Where(row => due.Select(reminder => reminder.SessionId).Contains(row.Session.Id))
            .ToDictionaryAsync(row => row.Session.Id, cancellation);
        foreach (var reminder in due)
        {
            var row = rooms[reminder.SessionId];
            reminder.SentAt = now;
            if (row.Session.State == LiveSessionState.OnAir || row.Session.StartsAt > now - Reminder.Ahead)
            {
                outbox.Enqueue(Notices.LiveSoon(row.Room.Title, row.EmployerName, ChinaTime.Text(row.Session.StartsAt))
                    .To(reminder.UserId, $"/live/{row.Room.Id}", row.Room.AgencyId));
            }
        }

        await data.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return due.Count;
    }

    protected override async Task RoundAsync(CancellationToken cancellation)
    {
        while (await SendDueAsync(cancellation) == MostAtOnce)
        {
        }
    }
}
