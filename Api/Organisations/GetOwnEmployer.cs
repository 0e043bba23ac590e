using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Api.Organisations.Licences;
using Pinchang.Contracts;
using Pinchang.Contracts.Organisations;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Organisations;

namespace Pinchang.Api.Organisations;

/// <summary>The caller's employer: the one they are a member of, or the one they registered last, wherever its review stands.</summary>
internal static class GetOwnEmployer
{
    public static async Task<Results<Ok<EmployerDetails>, ProblemHttpResult>> HandleAsync(
        CurrentUser user, PinchangContext data, TimeProvider time, CancellationToken cancellation)
    {
        var employer = await data.Employers.AsNoTracking().IgnoreQueryFilters()
            .Where(employer => employer.Id == user.EmployerId || (user.EmployerId == null && employer.AuthorId == user.Id))
            .OrderByDescending(employer => employer.SubmittedAt)
            .FirstOrDefaultAsync(cancellation);
        if (employer is null)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        var rooms = LicenceGates.WhyNoRoom(employer, ChinaTime.DateOf(time.GetUtcNow()))?.ToHindrance();
        return TypedResults.Ok(await employer.ForInsidersAsync(data, cancellation) with { Rooms = rooms });
    }
}
