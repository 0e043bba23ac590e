using Microsoft.EntityFrameworkCore;
using Pinchang.Contracts.Organisations;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Organisations;

namespace Pinchang.Api.Organisations;

/// <summary>An employer as the employer itself and its reviewers see it, and as everybody else does.</summary>
internal static class EmployerShapes
{
    public static async Task<EmployerDetails> ForInsidersAsync(this Employer employer, PinchangContext data, CancellationToken cancellation)
    {
        var phone = await data.Users.Where(user => user.Id == employer.AuthorId).Select(user => user.MaskedPhone).SingleOrDefaultAsync(cancellation);
        return employer.Shape(employer.ContactName, phone ?? "") with
        {
            DecisionReason = employer.DecisionReason,
            LicenceFileId = employer.LicenceFileId,
        };
    }

    public static EmployerDetails ForThePublic(this Employer employer) => employer.Shape(Masking.Name(employer.ContactName), "");

    private static EmployerDetails Shape(this Employer employer, string contactName, string contactPhone) => new()
    {
        Id = employer.Id,
        Name = employer.Name,
        CreditCode = employer.CreditCode,
        Address = employer.Address,
        Website = employer.Website,
        Industry = employer.Industry,
        Introduction = employer.Introduction,
        ContactName = contactName,
        ContactPhone = contactPhone,
        State = employer.State,
        SubmittedAt = employer.SubmittedAt,
        DecidedAt = employer.DecidedAt,
    };
}
