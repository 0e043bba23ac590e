using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Organisations;
using Pinchang.Data;
using Pinchang.Data.Jobs;
using Pinchang.Domain.Organisations;

namespace Pinchang.Api.Organisations;

/// <summary>The agency's employers; those that wait for review come oldest first.</summary>
internal static class ListEmployers
{
    public static async Task<Ok<Page<EmployerSummary>>> HandleAsync(
        PinchangContext data, TimeProvider time, QueryEnum<EmployerState>? state = null, string? q = null, int page = 1, CancellationToken cancellation = default)
    {
        var wanted = state?.Value;
        var found = data.Employers.AsNoTracking().Where(employer => wanted == null || employer.State == wanted);
        if (!string.IsNullOrWhiteSpace(q))
        {
            var name = q.Trim();
            var code = CreditCode.Normalise(q);
            found = found.Where(employer => employer.Name.Contains(name) || employer.CreditCode == code);
        }

        found = wanted == EmployerState.Submitted ? found.OrderBy(employer => employer.SubmittedAt) : found.OrderByDescending(employer => employer.SubmittedAt);
        var open = data.OpenJobs(time.GetUtcNow());
        return TypedResults.Ok(await found
            .Select(employer => new EmployerSummary(
                employer.Id, employer.Name, employer.Industry, employer.State, employer.SubmittedAt, open.Count(job => job.Job.EmployerId == employer.Id)))
            .ToPageAsync(page, cancellation));
    }
}
