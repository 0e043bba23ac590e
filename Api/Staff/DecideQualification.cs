using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Organisations;
using Pinchang.Contracts.Staff;
using Pinchang.Data;
using Pinchang.Domain.Notify;

namespace Pinchang.Api.Staff;

/// <summary>Somebody else compares it with its scan; from then on it counts.</summary>
internal static class DecideQualification
{
    public static async Task<Results<Ok<QualificationDetails>, ProblemHttpResult>> HandleAsync(
        Guid id, DecideReview body, CurrentUser user, CommandContext command, PinchangContext data, StaffDesk desk, IOutbox outbox, CancellationToken cancellation)
    {
        await data.LockAsync($"qualification {id}", cancellation);
        if (await data.StaffQualifications.SingleOrDefaultAsync(held => held.Id == id && held.AgencyId == user.AgencyId, cancellation) is not { } held)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        var outcome = held.Decide(body, user.Id, command.ReceivedAt);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        var notice = body.Approved ? Notices.QualificationApproved(held.Name) : Notices.QualificationRefused(held.Name, held.DecisionReason!);
        outbox.Enqueue(notice.To(held.UserId, "/my/qualifications", held.AgencyId));
        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok((await desk.ItemsAsync(data.StaffQualifications.Where(one => one.Id == id), cancellation))[0]);
    }
}
