using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Exams.Projects;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Data.Exams;
using Pinchang.Domain.Exams.Registrations;
using Pinchang.Domain.Notify;

namespace Pinchang.Api.Exams.Registrations;

/// <summary>EX-6.2: a reviewer of the project decides; the candidate is told ten minutes later, and until then it can be taken back.</summary>
internal static class DecideOnRegistration
{
    public static async Task<Results<Ok<RegistrationSummary>, ProblemHttpResult>> HandleAsync(
        Guid id,
        DecideRegistration body,
        CurrentUser user,
        CommandContext command,
        ExamAccess access,
        PinchangContext data,
        CandidateMessages messages,
        CancellationToken cancellation)
    {
        var found = await data.TakeForReviewAsync(id, access, cancellation);
        if (!found.IsAccepted)
        {
            return found.Refusal.ToProblem();
        }

        var registration = found.Value;
        var outcome = registration.Decide(body, user.Id, command.ReceivedAt);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        await data.SaveChangesAsync(cancellation);
        var summary = await data.ReadSummaryAsync(id, cancellation);
        await messages.DecidedAsync(registration, summary.ExamTitle, summary.PositionName, cancellation);
        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(summary);
    }

    public static async Task<Results<Ok<RegistrationSummary>, ProblemHttpResult>> UndoAsync(
        Guid id,
        CurrentUser user,
        CommandContext command,
        ExamAccess access,
        PinchangContext data,
        IOutbox outbox,
        CancellationToken cancellation)
    {
        var found = await data.TakeForReviewAsync(id, access, cancellation);
        if (!found.IsAccepted)
        {
            return found.Refusal.ToProblem();
        }

        var registration = found.Value;
        var held = registration.HeldMessages;
        var outcome = registration.Undo(user.Id, command.ReceivedAt);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        foreach (var messageId in held)
        {
            if (!await outbox.CancelAsync(messageId, cancellation))
            {
                return RegistrationRefusals.UndoTooLate.ToProblem();
            }
        }

        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(await data.ReadSummaryAsync(id, cancellation));
    }

    private static async Task<Outcome<Registration>> TakeForReviewAsync(
        this PinchangContext data, Guid id, ExamAccess access, CancellationToken cancellation)
    {
        await data.LockRegistrationAsync(id, cancellation);
        if (await data.Registrations.SingleOrDefaultAsync(registration => registration.Id == id, cancellation) is not { } registration)
        {
            return CommonRefusals.NotFound;
        }

        return await access.RequireAsync(registration.ProjectId, Roles.RegistrationReviewer) is { } forbidden ? forbidden : registration;
    }
}
