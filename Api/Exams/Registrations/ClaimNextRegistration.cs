using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Accounts;
using Pinchang.Api.Exams.Projects;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;

namespace Pinchang.Api.Exams.Registrations;

/// <summary>One registration at a time, and no two reviewers on one.</summary>
internal static class ClaimNextRegistration
{
    public static async Task<Results<Ok<ReviewDesk>, ProblemHttpResult>> HandleAsync(
        Guid id,
        ClaimReview body,
        CurrentUser user,
        CommandContext command,
        ExamAccess access,
        PinchangContext data,
        CandidateIdentities identities,
        Phones phones,
        CancellationToken cancellation)
    {
        if (await access.RequireAsync(id, Roles.RegistrationReviewer) is { } forbidden)
        {
            return forbidden.ToProblem();
        }

        var now = command.ReceivedAt;
        var claimed = await data.ClaimAsync(id, user.Id, body.Skip, now, cancellation);
        await data.SaveChangesAsync(cancellation);
        var waiting = await data.Registrations.CountAsync(
            registration => registration.ProjectId == id
                && (registration.State == RegistrationState.Submitted
                    || (registration.State == RegistrationState.SupplementAsked && registration.SupplementDueAt <= now)),
            cancellation);
        var undoable = await data.Registrations.AsNoTracking()
            .Where(registration => registration.ProjectId == id && registration.DecidedBy == user.Id
                && registration.ToldAt > now && registration.TicketNumber == null && registration.State != RegistrationState.Submitted)
            .ToRows(data)
            .OrderByDescending(row => row.Registration.DecidedAt)
            .Take(10)
            .ToListAsync(cancellation);
        return TypedResults.Ok(new ReviewDesk(
            claimed is { } next ? await data.ReadDetailsAsync(next, identities, phones, isOwn: false, now, cancellation) : null,
            waiting,
            [.. undoable.Select(row => row.ToSummary())]));
    }

    // The one that the reviewer has comes back; otherwise the one that waits longest, past those that others hold. Skipping goes on from
    // the one that was skipped, and round.
    private static async Task<Guid?> ClaimAsync(
        this PinchangContext data, Guid projectId, Guid reviewerId, Guid? skip, DateTimeOffset now, CancellationToken cancellation)
    {
        var skipped = skip is { } skippedId
            ? await data.Registrations.SingleOrDefaultAsync(registration => registration.Id == skippedId && registration.ProjectId == projectId, cancellation)
            : null;
        if (skipped is not null && skipped.ClaimedBy == reviewerId)
        {
            skipped.Release();
            await data.SaveChangesAsync(cancellation);
        }

        var after = skipped?.SubmittedAt ?? DateTimeOffset.UnixEpoch;
        var next = await data.Registrations.FromSql(
            $"""
            SELECT * FROM exams.registrations
            WHERE project_id = {projectId} AND (state = 'Submitted' OR state = 'SupplementAsked' AND supplement_due_at <= {now})
                AND (claimed_until IS NULL OR claimed_until <= {now} OR claimed_by = {reviewerId})
            ORDER BY (claimed_by IS NOT DISTINCT FROM {reviewerId}) DESC, submitted_at <= {after}, submitted_at, id
            LIMIT 1 FOR UPDATE SKIP LOCKED
            """).IgnoreQueryFilters().ToListAsync(cancellation);
        if (next is not [var registration])
        {
            return null;
        }

        registration.Claim(reviewerId, now);
        return registration.Id;
    }
}
