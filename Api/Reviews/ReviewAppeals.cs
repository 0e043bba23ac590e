using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Jobs;
using Pinchang.Contracts.Organisations;
using Pinchang.Contracts.Reviews;
using Pinchang.Data;
using Pinchang.Domain.Accounts;
using Pinchang.Domain.Reviews;

namespace Pinchang.Api.Reviews;

/// <summary>
/// The author's side of an appeal. An employer that was refused belongs to no agency yet, so what is found is found by who asks and not by
/// the agency.
/// </summary>
internal sealed class ReviewAppeals(PinchangContext data, CurrentUser user)
{
    private static readonly string[] Allowed = Access.RolesByPolicy[Access.PostJobs];

    public static async Task<Results<Ok<ReviewAppealDetails>, ProblemHttpResult>> GetAsync(
        Guid thingId, ReviewAppeals appeals, TimeProvider time, CancellationToken cancellation)
    {
        var details = await appeals.NewestAsync(thingId, cancellation) is { } newest
            ? await appeals.ToDetailsAsync(newest, time.GetUtcNow(), cancellation)
            : null;
        return details is null ? CommonRefusals.NotFound.ToProblem() : TypedResults.Ok(details);
    }

    public static async Task<Results<Ok<ReviewAppealDetails>, ProblemHttpResult>> PostAsync(
        Guid thingId, AppealReview body, ReviewAppeals appeals, DecisionEffects effects, CommandContext command, CancellationToken cancellation)
    {
        if (await appeals.NewestAsync(thingId, cancellation) is not { } known)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        await effects.LockAsync(known, cancellation);
        return await appeals.AppealAsync(thingId, body, command.ReceivedAt, cancellation);
    }

    private async Task<Results<Ok<ReviewAppealDetails>, ProblemHttpResult>> AppealAsync(
        Guid thingId, AppealReview body, DateTimeOffset now, CancellationToken cancellation)
    {
        var refused = (await NewestAsync(thingId, cancellation))!;
        var hindrance = refused.WhyNoAppeal(now);
        if (hindrance is not null || await TakeBackAsync(refused, cancellation) is not { } kept)
        {
            return (hindrance ?? ReviewRefusals.NothingRefused).ToProblem();
        }

        var outcome = refused.Appeal(Guid.CreateVersion7(now), body, user.Id, kept, now);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        data.ReviewCases.Add(outcome.Value);
        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok((await ToDetailsAsync(outcome.Value, now, cancellation))!);
    }

    /// <summary>The last case of the thing, when the caller may hand the thing in.</summary>
    private async Task<ReviewCase?> NewestAsync(Guid thingId, CancellationToken cancellation) =>
        await data.ReviewCases.IgnoreQueryFilters().Include(one => one.Looks)
            .Where(one => one.ThingId == thingId && one.EmployerId != null && (one.Kind == ReviewKind.Employer
                ? data.Employers.IgnoreQueryFilters().Any(employer => employer.Id == thingId && employer.AuthorId == user.Id)
                : data.Memberships.Any(member => member.UserId == user.Id && member.Scope == MembershipScope.Employer && member.ScopeId == one.EmployerId
                    && Allowed.Contains(member.Role))))
            .OrderByDescending(one => one.OpenedAt).ThenByDescending(one => one.Id)
            .FirstOrDefaultAsync(cancellation);

    /// <summary>The thing waits again as it was handed in. Null when it is refused no longer.</summary>
    private async Task<KeptRefusal?> TakeBackAsync(ReviewCase refused, CancellationToken cancellation)
    {
        switch (refused.Kind)
        {
            case ReviewKind.Employer:
                var employer = await data.Employers.IgnoreQueryFilters().SingleAsync(employer => employer.Id == refused.ThingId, cancellation);
                var anew = await data.Employers.IgnoreQueryFilters().AnyAsync(
                    other => other.Id != employer.Id && other.AgencyId == employer.AgencyId && other.CreditCode == employer.CreditCode && other.State != EmployerState.Refused,
                    cancellation);
                return anew || employer is not { State: EmployerState.Refused, DecidedBy: { } decidedBy, DecisionReason: { } reason } ? null
                    : employer.TakeBack(employer.DecidedAt!.Value) ? new(decidedBy, reason) : null;
            case ReviewKind.Licence:
                var licence = await data.Licences.IgnoreQueryFilters().SingleAsync(licence => licence.Id == refused.ThingId, cancellation);
                return licence is not { State: LicenceState.Refused, DecidedBy: { } lookedBy, DecisionReason: { } why } ? null
                    : licence.TakeBack(licence.DecidedAt!.Value) ? new(lookedBy, why) : null;
            default:
                var job = await data.Jobs.IgnoreQueryFilters().Include(job => job.Versions).SingleAsync(job => job.Id == refused.ThingId, cancellation);
                var owner = await data.Employers.IgnoreQueryFilters().SingleAsync(row => row.Id == job.EmployerId, cancellation);
                return job is not { State: JobState.Refused, Newest: { DecidedBy: { } reviewer, DecisionReason: { } said } newest } ? null
                    : job.TakeBack(newest.DecidedAt!.Value, owner) ? new(reviewer, said) : null;
        }
    }

    private async Task<ReviewAppealDetails?> ToDetailsAsync(ReviewCase newest, DateTimeOffset now, CancellationToken cancellation)
    {
        var reason = newest.AppealedReason ?? await ReasonAsync(newest, cancellation);
        var decided = newest.AppealOf is not null && newest.SettledAt is not null ? newest.Looks.Where(look => look.TakenBackAt is null).MaxBy(look => look.LookedAt) : null;
        return reason is null ? null : new()
        {
            ThingId = newest.ThingId,
            Kind = newest.Kind,
            Title = newest.Title,
            Reason = reason,
            CanAppeal = newest.WhyNoAppeal(now) is null,
            Text = newest.AppealText,
            AskedAt = newest.AppealOf is null ? null : newest.OpenedAt,
            DueAt = newest.DueAt,
            Outcome = newest.AppealOf is null ? null : newest.Outcome,
            Answer = decided?.Reason,
            AnsweredAt = newest.AppealOf is null ? null : newest.SettledAt,
        };
    }

    private Task<string?> ReasonAsync(ReviewCase refused, CancellationToken cancellation) => refused.Kind switch
    {
        _ when refused.Outcome != ReviewOutcome.Refused => Task.FromResult<string?>(null),
        ReviewKind.Employer => data.Employers.IgnoreQueryFilters().Where(row => row.Id == refused.ThingId).Select(row => row.DecisionReason).SingleAsync(cancellation),
        ReviewKind.Licence => data.Licences.IgnoreQueryFilters().Where(row => row.Id == refused.ThingId).Select(row => row.DecisionReason).SingleAsync(cancellation),
        _ => data.JobVersions.Where(row => row.JobId == refused.ThingId).OrderByDescending(row => row.Number).Select(row => row.DecisionReason).FirstAsync(cancellation),
    };
}
