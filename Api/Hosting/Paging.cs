using Microsoft.EntityFrameworkCore;
using Pinchang.Contracts;

namespace Pinchang.Api.Hosting;

internal static class Paging
{
    public const int PageSize = 20;

    // Farther than anybody leafs, and well within what the database can count to.
    private const int LastPage = 10_000;

    /// <summary>One page of an ordered query; a page before the first is the first.</summary>
    public static async Task<Page<T>> ToPageAsync<T>(this IQueryable<T> ordered, int page, CancellationToken cancellation)
    {
        var number = Math.Clamp(page, 1, LastPage);
        var total = await ordered.CountAsync(cancellation);
        var items = total == 0 ? [] : await ordered.Skip((number - 1) * PageSize).Take(PageSize).ToArrayAsync(cancellation);
        return new(items, total, number, PageSize);
    }

    public static Page<TShape> Map<T, TShape>(this Page<T> page, Func<T, TShape> shape) =>
        new([.. page.Items.Select(shape)], page.Total, page.Number, page.Size);
}
