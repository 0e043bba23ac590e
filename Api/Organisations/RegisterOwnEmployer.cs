using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Accounts;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Organisations;
using Pinchang.Contracts.Resumes;
using Pinchang.Data;
using Pinchang.Domain.Organisations;

namespace Pinchang.Api.Organisations;

internal static class RegisterOwnEmployer
{
    public static async Task<Results<Ok<EmployerDetails>, ProblemHttpResult>> HandleAsync(
        RegisterEmployer body, CurrentUser user, CommandContext command, PinchangContext data, Phones phones, CancellationToken cancellation)
    {
        var agencyId = await data.Agencies
            .Where(agency => body.AgencyId == null || agency.Id == body.AgencyId)
            .OrderBy(agency => agency.CreatedAt)
            .Select(agency => (Guid?)agency.Id)
            .FirstOrDefaultAsync(cancellation);
        if (agencyId is null)
        {
            return CommonRefusals.NotFound.On("agencyId").ToProblem();
        }

        var now = command.ReceivedAt;
        var phone = phones.Open(await data.Users.Where(author => author.Id == user.Id && author.PhoneNumberConfirmed)
            .Select(author => author.SealedPhone).SingleAsync(cancellation));
        var outcome = Employer.Register(new(Guid.CreateVersion7(now), agencyId.Value, user.Id, phone!), body, now);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        var employer = outcome.Value;
        if (employer.LicenceFileId is { } licence
            && !await data.Files.AnyAsync(file => file.Id == licence && file.OwnerId == user.Id && file.Kind == FileKind.Licence, cancellation))
        {
            return CommonRefusals.NotFound.On("licenceFileId").ToProblem();
        }

        await data.LockAsync($"employer {agencyId} {employer.CreditCode}", cancellation);
        var isTaken = await data.Employers.IgnoreQueryFilters().AnyAsync(
            other => other.AgencyId == agencyId && other.CreditCode == employer.CreditCode && other.State != EmployerState.Refused, cancellation);
        if (isTaken)
        {
            return EmployerRefusals.AlreadyRegistered.On("creditCode").ToProblem();
        }

        data.Employers.Add(employer);
        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(await employer.ForInsidersAsync(data, cancellation));
    }
}
