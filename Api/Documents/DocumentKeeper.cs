using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Documents;
using Pinchang.Domain.Notify;
using Pinchang.Domain.Organisations;

namespace Pinchang.Api.Documents;

/// <summary>Whoever answers for a document is told 30 and 7 days before its review, and on the day. It lapses without it.</summary>
internal sealed class DocumentKeeper(IServiceScopeFactory scopes, TimeProvider time, ILogger<DocumentKeeper> logger) : RecurringWorker(Interval, time, logger)
{
    private const int MostAtOnce = 100;
    private const int FirstReminder = 30;
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    /// <summary>Returns of how many documents somebody was told.</summary>
    public async Task<int> RemindAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var data = scope.ServiceProvider.GetRequiredService<PinchangContext>();
        var outbox = scope.ServiceProvider.GetRequiredService<IOutbox>();
        var today = ChinaTime.DateOf(Time.GetUtcNow());
        await using var transaction = await data.Database.BeginTransactionAsync(cancellation);
        var due = await data.Documents.FromSql(
            $"""
            SELECT * FROM compliance.documents
            WHERE review_by <= {today.AddDays(FirstReminder)} AND reminded IS DISTINCT FROM 0
            ORDER BY review_by LIMIT {MostAtOnce} FOR UPDATE SKIP LOCKED
            """).IgnoreQueryFilters().ToListAsync(cancellation);
        var told = 0;
        foreach (var document in due)
        {
            if (document.Remind(today) is not null)
            {
                var title = DocumentTemplates.Find(document.TemplateKey)?.Title ?? document.TemplateKey;
                outbox.Enqueue(Notices.DocumentReview(title, Licence.DayText(document.ReviewBy!.Value)).To(document.OwnerId, $"/operations/documents/{document.TemplateKey}", document.AgencyId));
                told++;
            }
        }

        await data.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return told;
    }

    protected override Task RoundAsync(CancellationToken cancellation) => RemindAsync(cancellation);
}
