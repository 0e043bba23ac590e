using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Accounts;
using Pinchang.Domain.Notify;
using Pinchang.Domain.Organisations;

namespace Pinchang.Api.Organisations.Licences;

/// <summary>LH-4.2: whoever answers for a licence is told 60, 30 and 7 days before its last day, and when it has passed. The rights end without it.</summary>
internal sealed class LicenceKeeper(IServiceScopeFactory scopes, TimeProvider time, ILogger<LicenceKeeper> logger) : RecurringWorker(Interval, time, logger)
{
    private const int MostAtOnce = 200;
    private const int FirstReminder = 60;
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    /// <summary>Returns how many licences somebody was told of.</summary>
    public async Task<int> RemindAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var data = scope.ServiceProvider.GetRequiredService<PinchangContext>();
        var outbox = scope.ServiceProvider.GetRequiredService<IOutbox>();
        var today = ChinaTime.DateOf(Time.GetUtcNow());
        await using var transaction = await data.Database.BeginTransactionAsync(cancellation);
        var ending = await data.Licences.FromSql(
            $"""
            SELECT * FROM organisations.licences
            WHERE state = 'Approved' AND valid_until <= {today.AddDays(FirstReminder)} AND reminded IS DISTINCT FROM 0
            ORDER BY valid_until LIMIT {MostAtOnce} FOR UPDATE SKIP LOCKED
            """).IgnoreQueryFilters().ToListAsync(cancellation);
        var told = 0;
        foreach (var licence in ending)
        {
            if (licence.Remind(today) is { } days)
            {
                await TellAsync(data, outbox, licence, days, cancellation);
                told++;
            }
        }

        await data.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return told;
    }

    protected override Task RoundAsync(CancellationToken cancellation) => RemindAsync(cancellation);

    private static async Task TellAsync(PinchangContext data, IOutbox outbox, Licence licence, int days, CancellationToken cancellation)
    {
        var scopeId = licence.EmployerId ?? licence.AgencyId;
        string[] roles = licence.EmployerId is null ? [Roles.Operator] : [Roles.Owner, Roles.Manager];
        var people = await data.Memberships.AsNoTracking()
            .Where(membership => membership.ScopeId == scopeId && membership.Scope != MembershipScope.Project && roles.Contains(membership.Role))
            .Select(membership => membership.UserId).Distinct().ToListAsync(cancellation);
        var (kind, until) = (Notices.LicenceKind(licence), Licence.DayText(licence.ValidUntil!.Value));
        var notice = days == 0 ? Notices.LicenceEnded(kind, licence.Number, until) : Notices.LicenceEnding(kind, licence.Number, until);
        foreach (var person in people)
        {
            outbox.Enqueue(notice.To(person, licence.EmployerId is null ? "/operations/licences?shelf=own" : "/recruiting/licences", licence.AgencyId));
        }
    }
}
