using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Organisations;
using Pinchang.Data;

namespace Pinchang.Api.Organisations;

/// <summary>An approved employer is public; its members and its agency's staff see it at any time, and more of it.</summary>
internal static class GetEmployer
{
    public static async Task<Results<Ok<EmployerDetails>, ProblemHttpResult>> HandleAsync(
        Guid id, CurrentUser user, PinchangContext data, CancellationToken cancellation)
    {
        var employer = await data.Employers.AsNoTracking().IgnoreQueryFilters().SingleOrDefaultAsync(employer => employer.Id == id, cancellation);
        if (employer is null)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        var isInsider = user.EmployerId == id || user.IdOrNull == employer.AuthorId
            || (user.May(Access.Operations) && user.AgencyId == employer.AgencyId);
        if (isInsider)
        {
            return TypedResults.Ok(await employer.ForInsidersAsync(data, cancellation));
        }

        return employer.State == EmployerState.Approved ? TypedResults.Ok(employer.ForThePublic()) : CommonRefusals.NotFound.ToProblem();
    }
}
