using Microsoft.EntityFrameworkCore;
using Pinchang.Contracts;
using Pinchang.Contracts.Persons;
using Pinchang.Data;

namespace Pinchang.Api.Persons;

/// <summary>What people agreed to. Using something is agreeing to it, until it was taken back; then it has to be given again in words.</summary>
internal static class ConsentReading
{
    /// <summary>The wording of the page that consents are given on; a new one is a new number.</summary>
    public const int Wording = 1;

    public static async Task<Refusal?> WhyNotConsentedAsync(this PinchangContext data, Guid personId, ConsentPurpose purpose, CancellationToken cancellation) =>
        await data.HasWithdrawnAsync(personId, purpose, cancellation) ? PersonRefusals.ConsentWithdrawn : null;

    public static async Task<bool> HasWithdrawnAsync(this PinchangContext data, Guid personId, ConsentPurpose purpose, CancellationToken cancellation) =>
        await data.Consents.Where(consent => consent.UserId == personId && consent.Purpose == purpose)
            .OrderByDescending(consent => consent.At).ThenByDescending(consent => consent.Id)
            .Select(consent => (bool?)consent.Given).FirstOrDefaultAsync(cancellation) == false;

    public static async Task<ConsentStanding[]> ReadConsentsAsync(this PinchangContext data, Guid personId, CancellationToken cancellation)
    {
        var said = await data.Consents.AsNoTracking().Where(consent => consent.UserId == personId)
            .OrderBy(consent => consent.At).ThenBy(consent => consent.Id).ToListAsync(cancellation);
        return [.. Enum.GetValues<ConsentPurpose>().Select(purpose => said.FindLast(consent => consent.Purpose == purpose) is { } last
            ? new ConsentStanding(purpose, last.Given, last.At)
            : new ConsentStanding(purpose, true, null))];
    }
}
