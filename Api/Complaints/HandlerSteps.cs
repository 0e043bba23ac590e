using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Complaints;
using Pinchang.Data;
using Pinchang.Domain.Complaints;

namespace Pinchang.Api.Complaints;

/// <summary>One at a time on one complaint; each step leaves its entry, its ledger line and its messages in one transaction.</summary>
internal sealed class ComplaintSteps(CurrentUser user, CommandContext command, PinchangContext data)
{
    public PinchangContext Data => data;

    public StepBy By => new(Guid.CreateVersion7(command.ReceivedAt), user.Id, command.ReceivedAt);

    public async Task<Results<Ok<ComplaintDetails>, ProblemHttpResult>> TakeAsync(
        Guid id, Func<Complaint, Task<Outcome<Complaint>>> step, Func<Complaint, CancellationToken, Task>? tell, CancellationToken cancellation)
    {
        if (await LockedAsync(id, cancellation) is not { } complaint)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        var outcome = await step(complaint);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        if (tell is not null)
        {
            await tell(complaint, cancellation);
        }

        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(await data.ToComplaintDetailsAsync(complaint, user, command.ReceivedAt, cancellation));
    }

    public async Task<Complaint?> LockedAsync(Guid id, CancellationToken cancellation)
    {
        await data.LockAsync($"complaint {id}", cancellation);
        return await data.Complaints.SingleOrDefaultAsync(complaint => complaint.Id == id && complaint.AgencyId == user.AgencyId, cancellation);
    }

    /// <summary>Whether somebody of the agency may handle complaints.</summary>
    public Task<bool> IsHandlerAsync(Guid staffId, CancellationToken cancellation) => data.Handlers(user.AgencyId!.Value).AnyAsync(member => member == staffId, cancellation);
}

/// <summary>What the desk does with a complaint.</summary>
internal static class HandlerSteps
{
    public static Task<Results<Ok<ComplaintDetails>, ProblemHttpResult>> AssignAsync(
        Guid id, AssignComplaint body, ComplaintSteps steps, CurrentUser user, ComplaintTelling telling, CancellationToken cancellation) =>
        steps.TakeAsync(
            id,
            async complaint => complaint.WhyNotBy(user.Id) is { } refusal && refusal == ComplaintRefusals.HandlerInvolved ? refusal
                : await steps.IsHandlerAsync(body.HandlerId, cancellation) ? complaint.Assign(body.HandlerId, steps.By)
                : ComplaintRefusals.HandlerUnknown.On("handlerId"),
            telling.AssignedAsync,
            cancellation);

    public static Task<Results<Ok<ComplaintDetails>, ProblemHttpResult>> RecuseAsync(
        Guid id, RecuseFromComplaint body, ComplaintSteps steps, CurrentUser user, CancellationToken cancellation) =>
        steps.TakeAsync(
            id,
            async complaint => complaint.WhyNotBy(user.Id) is { } refusal && refusal == ComplaintRefusals.HandlerInvolved ? refusal
                : await steps.Data.Memberships.AnyAsync(member => member.UserId == body.StaffId && member.AgencyId == complaint.AgencyId, cancellation)
                    ? complaint.Recuse(body.StaffId, body.Reason, steps.By)
                    : ComplaintRefusals.HandlerUnknown.On("staffId"),
            null,
            cancellation);

    public static Task<Results<Ok<ComplaintDetails>, ProblemHttpResult>> DecideAsync(
        Guid id, AcceptComplaint body, ComplaintSteps steps, ComplaintTelling telling, CancellationToken cancellation) =>
        steps.TakeAsync(id, complaint => Task.FromResult(complaint.Decide(body, steps.By)), (complaint, cancelled) => telling.DecidedAsync(complaint, body.Reason), cancellation);

    public static Task<Results<Ok<ComplaintDetails>, ProblemHttpResult>> NoteAsync(
        Guid id, NoteOnComplaint body, ComplaintSteps steps, CancellationToken cancellation) =>
        steps.TakeAsync(id, complaint => Task.FromResult(complaint.Note(body.Text, steps.By)), null, cancellation);

    public static Task<Results<Ok<ComplaintDetails>, ProblemHttpResult>> AskAsync(
        Guid id, NoteOnComplaint body, ComplaintSteps steps, ComplaintTelling telling, CancellationToken cancellation) =>
        steps.TakeAsync(id, complaint => Task.FromResult(complaint.Ask(body.Text, steps.By)), (complaint, cancelled) => telling.AskedAsync(complaint, body.Text), cancellation);

    /// <summary>Those that were merged into it get the same answer.</summary>
    public static Task<Results<Ok<ComplaintDetails>, ProblemHttpResult>> AnswerAsync(
        Guid id, AnswerComplaint body, ComplaintSteps steps, ComplaintTelling telling, CancellationToken cancellation) =>
        steps.TakeAsync(
            id,
            complaint => Task.FromResult(complaint.Reply(body, steps.By)),
            async (complaint, cancelled) =>
            {
                await telling.AnsweredAsync(complaint);
                foreach (var merged in await steps.Data.Complaints.Where(other => other.MergedIntoId == id).OrderBy(other => other.Id).ToListAsync(cancelled))
                {
                    merged.TakeAnswerOf(complaint, steps.By);
                    await telling.AnsweredAsync(merged);
                }
            },
            cancellation);

    public static async Task<Results<Ok<ComplaintDetails>, ProblemHttpResult>> MergeAsync(
        Guid id, MergeComplaint body, ComplaintSteps steps, CurrentUser user, ComplaintTelling telling, CancellationToken cancellation)
    {
        var number = body.Into?.Trim() ?? "";
        var targetId = await steps.Data.Complaints.Where(complaint => complaint.Number == number && complaint.AgencyId == user.AgencyId)
            .Select(complaint => (Guid?)complaint.Id).SingleOrDefaultAsync(cancellation);
        if (targetId is not { } into)
        {
            return CommonRefusals.NotFound.On("into").ToProblem();
        }

        // Two that are merged into each other wait in the same order.
        foreach (var one in new[] { id, into }.Order())
        {
            await steps.Data.LockAsync($"complaint {one}", cancellation);
        }

        var target = await steps.Data.Complaints.SingleAsync(complaint => complaint.Id == into, cancellation);
        return await steps.TakeAsync(id, complaint => Task.FromResult(complaint.MergeInto(target, steps.By)), (complaint, cancelled) => telling.MergedAsync(complaint), cancellation);
    }

    /// <summary>The contact whole, with a reason that stays.</summary>
    public static async Task<Results<Ok<RevealedContact>, ProblemHttpResult>> RevealAsync(
        Guid id, RevealContact body, ComplaintSteps steps, ComplaintCodes codes, CancellationToken cancellation)
    {
        if (await steps.LockedAsync(id, cancellation) is not { } complaint)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        var outcome = complaint.Reveal(body.Reason, steps.By);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        await steps.Data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(new RevealedContact(codes.Open(complaint.SealedContact!)));
    }
}
