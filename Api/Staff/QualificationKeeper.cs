using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.Staff;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Notify;
using Pinchang.Domain.Organisations;
using Pinchang.Domain.Staff;

namespace Pinchang.Api.Staff;

/// <summary>Whoever holds a qualification is told 60, 30 and 7 days before its last day, and when it has passed. The duties end without it.</summary>
internal sealed class QualificationKeeper(IServiceScopeFactory scopes, TimeProvider time, ILogger<QualificationKeeper> logger) : RecurringWorker(Interval, time, logger)
{
    private const int MostAtOnce = 200;
    private const int FirstReminder = 60;
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    /// <summary>Returns of how many qualifications somebody was told.</summary>
    public async Task<int> RemindAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var data = scope.ServiceProvider.GetRequiredService<PinchangContext>();
        var outbox = scope.ServiceProvider.GetRequiredService<IOutbox>();
        var today = ChinaTime.DateOf(Time.GetUtcNow());
        var soon = today.AddDays(FirstReminder);
        await using var transaction = await data.Database.BeginTransactionAsync(cancellation);
        var told = 0;
        foreach (var held in await EndingAsync(data, soon, cancellation))
        {
            if (held.Remind(today) is { } days)
            {
                var until = Licence.DayText(held.LastDay(StaffRules.MonthsOf(held.Field))!.Value);
                var notice = days == 0 ? Notices.QualificationEnded(held.Name, until) : Notices.QualificationEnding(held.Name, until);
                outbox.Enqueue(notice.To(held.UserId, "/my/qualifications", held.AgencyId));
                told++;
            }
        }

        await data.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return told;
    }

    protected override Task RoundAsync(CancellationToken cancellation) => RemindAsync(cancellation);

    private static Task<List<StaffQualification>> EndingAsync(PinchangContext data, DateOnly soon, CancellationToken cancellation)
    {
        string[] termed = [.. Enum.GetValues<StaffField>().Where(field => StaffRules.MonthsOf(field) is not null).Select(field => field.ToString())];
        return data.StaffQualifications.FromSql(
            $"""
            SELECT * FROM compliance.staff_qualifications
            WHERE state = 'Approved' AND reminded IS DISTINCT FROM 0
              AND least(valid_until, CASE WHEN field = ANY ({termed}) THEN (obtained_on + make_interval(months => {StaffRules.TrainingMonths}))::date END) <= {soon}
            ORDER BY obtained_on, id LIMIT {MostAtOnce} FOR UPDATE SKIP LOCKED
            """).IgnoreQueryFilters().ToListAsync(cancellation);
    }
}
