using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Documents;
using Pinchang.Domain.Notify;
using Pinchang.Domain.Organisations;
using Pinchang.Domain.Staff;

namespace Pinchang.Api.Staff;

/// <summary>Whoever works on by the signature of a former version is told 7, 3 and 1 days before that ends, so that nobody finds it out at the door.</summary>
internal sealed class SignatureKeeper(IServiceScopeFactory scopes, TimeProvider time, ILogger<SignatureKeeper> logger) : RecurringWorker(Interval, time, logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(30);

    /// <summary>Returns how many reminders were written.</summary>
    public async Task<int> RemindAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var data = scope.ServiceProvider.GetRequiredService<PinchangContext>();
        var agreements = scope.ServiceProvider.GetRequiredService<AgreementReader>();
        var outbox = scope.ServiceProvider.GetRequiredService<IOutbox>();
        var told = 0;
        foreach (var agencyId in await data.Agencies.Select(agency => agency.Id).ToListAsync(cancellation))
        {
            var members = (await data.Memberships.AsNoTracking().Where(member => member.AgencyId == agencyId)
                .Select(member => new { member.UserId, member.Role }).Distinct().ToListAsync(cancellation)).ToLookup(member => member.UserId, member => member.Role);
            var shelf = await agreements.ReadAsync(agencyId, null, cancellation);
            foreach (var person in members)
            {
                foreach (var (key, standing, days) in DueOf(shelf, person.Key, [.. person], ChinaTime.DateOf(now)))
                {
                    told += await TellAsync(data, outbox, new(agencyId, person.Key, key, standing.Version!.Value, days, standing.SignBy!.Value), now, cancellation);
                }
            }
        }

        return told;
    }

    protected override Task RoundAsync(CancellationToken cancellation) => RemindAsync(Time.GetUtcNow(), cancellation);

    private static IEnumerable<(string Key, AgreementStanding Standing, int Days)> DueOf(AgreementShelf shelf, Guid person, string[] roles, DateOnly today) =>
        from key in StaffAgreements.For(roles)
        let standing = shelf.Of(person, key).StandingOn(today)
        let days = StaffAgreements.ReminderOn(standing, today)
        where days is not null
        select (key, standing, days.Value);

    private static async Task<int> TellAsync(PinchangContext data, IOutbox outbox, SignatureReminder reminder, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var transaction = await data.Database.BeginTransactionAsync(cancellation);
        var isFirst = await data.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO compliance.signature_reminders (agency_id, user_id, document, version, days, told_at)
            VALUES ({reminder.AgencyId}, {reminder.UserId}, {reminder.Key}, {reminder.Version}, {reminder.Days}, {now}) ON CONFLICT DO NOTHING
            """,
            cancellation) == 1;
        if (isFirst)
        {
            var title = DocumentTemplates.Find(reminder.Key)!.Title;
            outbox.Enqueue(Notices.AgreementEnding(title, Licence.DayText(reminder.SignBy)).To(reminder.UserId, $"/my/agreements/{reminder.Key}", reminder.AgencyId));
            await data.SaveChangesAsync(cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return isFirst ? 1 : 0;
    }

    private sealed record SignatureReminder(Guid AgencyId, Guid UserId, string Key, int Version, int Days, DateOnly SignBy);
}
