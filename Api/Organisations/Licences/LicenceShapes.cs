using Microsoft.EntityFrameworkCore;
using Pinchang.Contracts.Organisations;
using Pinchang.Data;
using Pinchang.Domain.Organisations;

namespace Pinchang.Api.Organisations.Licences;

/// <summary>A licence with its holder's name.</summary>
internal sealed class HeldLicence
{
    public required Licence Licence { get; init; }

    public required string Holder { get; init; }

    public LicenceDetails ToDetails(DateOnly today) => new()
    {
        Id = Licence.Id,
        Holder = Holder,
        EmployerId = Licence.EmployerId,
        Kind = Licence.Kind,
        Name = Licence.Name,
        Number = Licence.Number,
        Issuer = Licence.Issuer,
        ValidFrom = Licence.ValidFrom,
        ValidUntil = Licence.ValidUntil,
        Scope = Licence.Scope,
        FileId = Licence.FileId,
        State = Licence.State,
        IsValid = Licence.IsValidOn(today),
        CheckBy = Licence.CheckBy,
        SubmittedAt = Licence.SubmittedAt,
        DecidedAt = Licence.DecidedAt,
        DecisionReason = Licence.DecisionReason,
    };
}

internal static class LicenceShapes
{
    public static IQueryable<HeldLicence> HeldLicences(this PinchangContext data) =>
        from licence in data.Licences.AsNoTracking()
        join agency in data.Agencies.AsNoTracking() on licence.AgencyId equals agency.Id
        join employer in data.Employers.AsNoTracking() on licence.EmployerId equals employer.Id into employers
        from employer in employers.DefaultIfEmpty()
        select new HeldLicence { Licence = licence, Holder = employer == null ? agency.Name : employer.Name };

    public static async Task<LicenceDetails> ReadLicenceAsync(this PinchangContext data, Guid id, DateOnly today, CancellationToken cancellation) =>
        (await data.HeldLicences().SingleAsync(held => held.Licence.Id == id, cancellation)).ToDetails(today);
}
