using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Organisations;
using Pinchang.Data;
using Pinchang.Domain;

namespace Pinchang.Api.Organisations.Licences;

internal static class ListLicences
{
    private const int MostOfOne = 200;

    /// <summary>The employer's own, newest first.</summary>
    public static async Task<Ok<LicenceDetails[]>> OfEmployerAsync(CurrentUser user, PinchangContext data, TimeProvider time, CancellationToken cancellation)
    {
        var today = ChinaTime.DateOf(time.GetUtcNow());
        var held = await data.HeldLicences().Where(held => held.Licence.EmployerId == user.EmployerId && user.EmployerId != null)
            .OrderByDescending(held => held.Licence.SubmittedAt).Take(MostOfOne).ToArrayAsync(cancellation);
        return TypedResults.Ok(Array.ConvertAll(held, one => one.ToDetails(today)));
    }

    /// <summary>The agency's and its employers'. Those that wait come oldest first; <paramref name="due"/> keeps those to be looked at again.</summary>
    public static async Task<Ok<Page<LicenceDetails>>> OfAgencyAsync(
        PinchangContext data, TimeProvider time, QueryEnum<LicenceState>? state = null, bool own = false, bool due = false, int page = 1, CancellationToken cancellation = default)
    {
        var (wanted, today) = (state?.Value, ChinaTime.DateOf(time.GetUtcNow()));
        var found = data.HeldLicences().Where(held => wanted == null || held.Licence.State == wanted);
        found = own ? found.Where(held => held.Licence.EmployerId == null) : found;
        found = due ? found.Where(held => held.Licence.State == LicenceState.Approved && held.Licence.CheckBy <= today) : found;
        found = wanted == LicenceState.Submitted
            ? found.OrderBy(held => held.Licence.SubmittedAt)
            : found.OrderByDescending(held => held.Licence.SubmittedAt);
        return TypedResults.Ok((await found.ToPageAsync(page, cancellation)).Map(held => held.ToDetails(today)));
    }

    public static async Task<Results<Ok<LicenceDetails>, ProblemHttpResult>> OneAsync(
        Guid id, PinchangContext data, TimeProvider time, CancellationToken cancellation) =>
        await data.Licences.AnyAsync(licence => licence.Id == id, cancellation)
            ? TypedResults.Ok(await data.ReadLicenceAsync(id, ChinaTime.DateOf(time.GetUtcNow()), cancellation))
            : CommonRefusals.NotFound.ToProblem();

    /// <summary>LH-4.2, JF-6.3: for everybody. What has ended or was never approved is not shown as if it held.</summary>
    public static async Task<Ok<AgencyQualifications[]>> OfPublicAsync(PinchangContext data, TimeProvider time, CancellationToken cancellation)
    {
        var today = ChinaTime.DateOf(time.GetUtcNow());
        var held = await data.HeldLicences().IgnoreQueryFilters()
            .Where(held => held.Licence.EmployerId == null && held.Licence.State == LicenceState.Approved)
            .OrderBy(held => held.Licence.SubmittedAt).ToListAsync(cancellation);
        return TypedResults.Ok<AgencyQualifications[]>(
        [
            .. held.Where(one => one.Licence.IsValidOn(today)).GroupBy(one => one.Licence.AgencyId)
                .Select(agency => new AgencyQualifications(agency.First().Holder, [.. agency.OrderBy(one => one.Licence.Kind).Select(one => one.ToDetails(today))])),
        ]);
    }
}
