using Microsoft.EntityFrameworkCore;
using Pinchang.Data;

namespace Pinchang.Api.Hosting;

internal static class PersonNames
{
    /// <summary>Who somebody is to their colleagues, of those who are named.</summary>
    public static Task<Dictionary<Guid, string>> NamesAsync(this PinchangContext data, IEnumerable<Guid?> people, CancellationToken cancellation)
    {
        Guid[] ids = [.. people.OfType<Guid>().Distinct()];
        return data.Users.AsNoTracking().Where(person => ids.Contains(person.Id)).ToDictionaryAsync(person => person.Id, person => person.DisplayName, cancellation);
    }
}
