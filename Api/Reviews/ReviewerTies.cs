using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.Reviews;
using Pinchang.Data;
using Pinchang.Domain.Reviews;

namespace Pinchang.Api.Reviews;

/// <summary>Reviewers declare their own ties, and see their colleagues': who hands a case on knows to whom not.</summary>
internal static class ReviewerTies
{
    private const int MostShown = 500;

    public static async Task<Ok<ReviewerTieDetails[]>> ListAsync(PinchangContext data, CancellationToken cancellation) =>
        TypedResults.Ok(await data.ToDetailsAsync(
            await data.ReviewerTies.AsNoTracking().OrderByDescending(tie => tie.DeclaredAt).Take(MostShown).ToArrayAsync(cancellation), cancellation));

    public static async Task<Results<Ok<ReviewerTieDetails>, ProblemHttpResult>> DeclareAsync(
        DeclareTie body, CurrentUser user, CommandContext command, PinchangContext data, CancellationToken cancellation)
    {
        var now = command.ReceivedAt;
        var outcome = ReviewerTie.Declare(Guid.CreateVersion7(now), user.AgencyId!.Value, user.Id, body, now);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        var tie = outcome.Value;
        await data.LockAsync($"tie {tie.UserId} {tie.CreditCode}", cancellation);
        if (await data.ReviewerTies.AnyAsync(other => other.UserId == tie.UserId && other.CreditCode == tie.CreditCode, cancellation))
        {
            return ReviewRefusals.TieDeclared.On("creditCode").ToProblem();
        }

        // What the reviewer has in hand of that organisation goes back to the others.
        var held = await data.ReviewCases
            .Where(one => one.ClaimedBy == user.Id && one.SettledAt == null && data.Employers.Any(employer => employer.Id == one.EmployerId && employer.CreditCode == tie.CreditCode))
            .ToListAsync(cancellation);
        held.ForEach(one => one.Release(user.Id, now));
        data.ReviewerTies.Add(tie);
        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok((await data.ToDetailsAsync([tie], cancellation))[0]);
    }

    private static async Task<ReviewerTieDetails[]> ToDetailsAsync(this PinchangContext data, ReviewerTie[] ties, CancellationToken cancellation)
    {
        var names = await data.NamesAsync(ties.Select(tie => (Guid?)tie.UserId), cancellation);
        string[] codes = [.. ties.Select(tie => tie.CreditCode).Distinct()];
        var employers = await data.Employers.AsNoTracking().Where(employer => codes.Contains(employer.CreditCode))
            .Select(employer => new { employer.CreditCode, employer.Name }).ToListAsync(cancellation);
        return Array.ConvertAll(ties, tie => new ReviewerTieDetails(
            tie.Id,
            tie.UserId,
            names.GetValueOrDefault(tie.UserId) ?? "",
            tie.CreditCode,
            employers.FirstOrDefault(employer => employer.CreditCode == tie.CreditCode)?.Name,
            tie.Relation,
            tie.Note,
            tie.DeclaredAt));
    }
}
