using Microsoft.EntityFrameworkCore;
using Pinchang.Contracts.Fairs;
using Pinchang.Data;
using Pinchang.Domain.Fairs;

namespace Pinchang.Api.Fairs.Announcing;

internal static class PublicationShapes
{
    /// <summary>Newest first.</summary>
    public static async Task<FairNotice[]> ReadNoticesAsync(this PinchangContext data, Guid fairId, CancellationToken cancellation)
    {
        var notices = await data.Set<PublicNotice>().AsNoTracking().IgnoreQueryFilters()
            .Where(notice => notice.FairId == fairId)
            .OrderByDescending(notice => notice.At)
            .Take(100)
            .ToArrayAsync(cancellation);
        return [.. notices.Select(notice => notice.ToContract())];
    }

    public static async Task<FairPublication[]> ReadPublicationsAsync(
        this PinchangContext data, Guid fairId, DateTimeOffset now, CancellationToken cancellation)
    {
        var publications = await data.Set<Publication>().AsNoTracking()
            .Where(publication => publication.FairId == fairId)
            .OrderBy(publication => publication.PublishedAt)
            .ToArrayAsync(cancellation);
        var tasks = await (
            from task in data.Set<PublicationTask>().AsNoTracking()
            join notice in data.Set<PublicNotice>().AsNoTracking() on task.NoticeId equals notice.Id
            where notice.FairId == fairId
            orderby notice.At descending
            select new { Task = task, notice.Kind }).ToArrayAsync(cancellation);
        return
        [
            .. publications.Select(publication => new FairPublication
            {
                Id = publication.Id,
                Medium = publication.Medium,
                Address = publication.Address,
                PublishedAt = publication.PublishedAt,
                Proof = publication.Proof,
                Tasks =
                [
                    .. tasks.Where(row => row.Task.PublicationId == publication.Id).Select(row => new NoticeTask(
                        row.Task.Id, row.Task.NoticeId, row.Kind, row.Task.DueAt, row.Task.ProvenAt is null && row.Task.DueAt <= now, row.Task.Proof, row.Task.ProvenAt)),
                ],
            }),
        ];
    }
}
