using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Fairs;
using Pinchang.Contracts.Resumes;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Fairs;
using Pinchang.Domain.Notify;

namespace Pinchang.Api.Fairs.Admission;

/// <summary>JF-8.3.1-can: candidates register with their résumé, are decided on, and then take part.</summary>
internal static class Registrations
{
    public static async Task<Results<Ok<FairRegistrationDetails>, ProblemHttpResult>> RegisterAsync(
        Guid id, RegisterForFair body, CurrentUser user, CommandContext command, PinchangContext data, FairAccess access, CancellationToken cancellation)
    {
        var now = command.ReceivedAt;
        if (await access.FindVisibleAsync(id, cancellation) is not { } fair)
        {
            return FairRefusals.NotFound.ToProblem();
        }

        if ((fair.WhyNotPublished() ?? fair.WhyOver(now)) is { } shut)
        {
            return shut.ToProblem();
        }

        var resume = await data.Resumes.AsNoTracking().SingleOrDefaultAsync(resume => resume.CandidateId == user.Id, cancellation);
        if (resume is not { IsComplete: true })
        {
            return ResumeRefusals.Incomplete.ToProblem();
        }

        await data.LockAsync($"fair registration {id} {user.Id}", cancellation);
        var known = await data.FairRegistrations.IgnoreQueryFilters()
            .SingleOrDefaultAsync(registration => registration.FairId == id && registration.CandidateId == user.Id, cancellation);
        if (known?.Resubmit(resume.Content.Name, resume.Content.Headline, body, now).Refusal is { } refusal)
        {
            return refusal.ToProblem();
        }

        if (known is null)
        {
            known = FairRegistration.Submit(Guid.CreateVersion7(now), fair, user.Id, resume.Content.Name, resume.Content.Headline, body, now);
            data.FairRegistrations.Add(known);
        }

        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(known.ToDetails(masked: false));
    }

    public static async Task<Results<Ok<FairRegistrationDetails>, ProblemHttpResult>> WithdrawAsync(
        Guid id, CurrentUser user, CommandContext command, PinchangContext data, FairAccess access, CancellationToken cancellation)
    {
        await data.Database.ExecuteSqlAsync($"SELECT FROM fairs.registrations WHERE fair_id = {id} AND candidate_id = {user.Id} FOR UPDATE", cancellation);
        var registration = await data.FairRegistrations.IgnoreQueryFilters()
            .SingleOrDefaultAsync(registration => registration.FairId == id && registration.CandidateId == user.Id, cancellation);
        if (registration is null || await access.FindVisibleAsync(id, cancellation) is not { } fair)
        {
            return FairRefusals.NotFound.ToProblem();
        }

        var hasNumbers = await data.Set<Place>().AnyAsync(place => place.FairId == id && place.CandidateId == user.Id && place.EndedAt == null, cancellation);
        if (registration.Withdraw(fair, hasNumbers, command.ReceivedAt).Refusal is { } refusal)
        {
            return refusal.ToProblem();
        }

        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(registration.ToDetails(masked: false));
    }

    public static async Task<Results<Ok<FairRegistrationDetails>, ProblemHttpResult>> EntrustAsync(
        Guid id, EntrustFairRegistration body, CurrentUser user, PinchangContext data, CancellationToken cancellation)
    {
        var registration = await data.FairRegistrations.IgnoreQueryFilters()
            .SingleOrDefaultAsync(registration => registration.FairId == id && registration.CandidateId == user.Id, cancellation);
        if (registration is null)
        {
            return FairRefusals.NotFound.ToProblem();
        }

        registration.Entrust(body.Entrusted);
        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(registration.ToDetails(masked: false));
    }

    public static async Task<Results<Ok<Page<FairRegistrationDetails>>, ProblemHttpResult>> ListAsync(
        Guid id,
        PinchangContext data,
        FairAccess access,
        QueryEnum<FairRegistrationState>? state = null,
        int page = 1,
        CancellationToken cancellation = default)
    {
        if (await access.FindOwnAsync(id, cancellation) is null)
        {
            return FairRefusals.NotFound.ToProblem();
        }

        var wanted = state?.Value;
        var registrations = await data.FairRegistrations.AsNoTracking()
            .Where(registration => registration.FairId == id && (wanted == null || registration.State == wanted))
            .OrderBy(registration => registration.SubmittedAt).ThenBy(registration => registration.Id)
            .ToPageAsync(page, cancellation);
        return TypedResults.Ok(registrations.Map(registration => registration.ToDetails(masked: true)));
    }

    public static async Task<Results<Ok<RegistrationsDecided>, ProblemHttpResult>> DecideAsync(
        Guid id,
        DecideRegistrations body,
        CurrentUser user,
        CommandContext command,
        PinchangContext data,
        FairAccess access,
        IOutbox outbox,
        CancellationToken cancellation)
    {
        if (await access.FindOwnAsync(id, cancellation) is not { } fair)
        {
            return FairRefusals.NotFound.ToProblem();
        }

        if (FairRegistration.CheckDecision(body) is { } refusal)
        {
            return refusal.ToProblem();
        }

        await data.Database.ExecuteSqlAsync(
            $"SELECT FROM fairs.registrations WHERE fair_id = {id} AND id = ANY ({body.RegistrationIds}) ORDER BY id FOR UPDATE", cancellation);
        var registrations = await data.FairRegistrations
            .Where(registration => registration.FairId == id && body.RegistrationIds.Contains(registration.Id))
            .ToArrayAsync(cancellation);
        var decided = 0;
        foreach (var registration in registrations.Where(registration => registration.Decide(body.Approved, body.Reason, user.Id, command.ReceivedAt)))
        {
            decided++;
            outbox.Enqueue((body.Approved
                    ? Notices.FairAdmitted(fair.Name, ChinaTime.Text(fair.OpensAt!.Value))
                    : Notices.FairNotAdmitted(fair.Name, registration.DecisionReason!))
                .To(registration.CandidateId, $"/fairs/{id}", fair.AgencyId));
        }

        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(new RegistrationsDecided(decided));
    }
}
