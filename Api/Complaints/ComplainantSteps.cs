using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Complaints;
using Pinchang.Data;
using Pinchang.Domain.Complaints;

namespace Pinchang.Api.Complaints;

/// <summary>What the complainant does after the complaint was made. The key of the command is the id of the step: a repeat finds it done.</summary>
internal static class ComplainantSteps
{
    public static Task<Results<Ok<ComplaintStatus>, ProblemHttpResult>> SupplementAsync(
        string number, SupplementComplaint body, HttpContext http, ComplaintDoor door, PinchangContext data, ComplaintTelling telling, CancellationToken cancellation) =>
        StepAsync(number, http, door, data, (complaint, id, now) => complaint.Supplement(id, body.Text, now), telling.SupplementedAsync, cancellation);

    public static Task<Results<Ok<ComplaintStatus>, ProblemHttpResult>> RateAsync(
        string number, RateComplaint body, HttpContext http, ComplaintDoor door, PinchangContext data, CancellationToken cancellation) =>
        StepAsync(number, http, door, data, (complaint, id, now) => complaint.Rate(id, body, now), null, cancellation);

    public static Task<Results<Ok<ComplaintStatus>, ProblemHttpResult>> ReopenAsync(
        string number, ReopenComplaint body, HttpContext http, ComplaintDoor door, PinchangContext data, ComplaintTelling telling, CancellationToken cancellation) =>
        StepAsync(number, http, door, data, (complaint, id, now) => complaint.Reopen(id, body.Reason, now), telling.ReopenedAsync, cancellation);

    public static Task<Results<Ok<ComplaintStatus>, ProblemHttpResult>> WithdrawAsync(
        string number, HttpContext http, ComplaintDoor door, PinchangContext data, CancellationToken cancellation) =>
        StepAsync(number, http, door, data, (complaint, id, now) => complaint.Withdraw(id, now), null, cancellation);

    private static async Task<Results<Ok<ComplaintStatus>, ProblemHttpResult>> StepAsync(
        string number,
        HttpContext http,
        ComplaintDoor door,
        PinchangContext data,
        Func<Complaint, Guid, DateTimeOffset, Outcome<Complaint>> step,
        Func<Complaint, CancellationToken, Task>? tell,
        CancellationToken cancellation)
    {
        if (door.ReadKey(out var key) is { } missing)
        {
            return missing.ToProblem();
        }

        await using var transaction = await data.Database.BeginTransactionAsync(cancellation);
        if (await door.EnterAsync(number, cancellation) is not { } complaint)
        {
            return ComplaintRefusals.CodeWrong.ToProblem();
        }

        var now = ReceivedAt.Of(http);
        if (!await data.ComplaintEntries.AnyAsync(entry => entry.Id == key && entry.ComplaintId == complaint.Id, cancellation))
        {
            var outcome = step(complaint, key, now);
            if (!outcome.IsAccepted)
            {
                return outcome.Refusal.ToProblem();
            }

            if (tell is not null)
            {
                await tell(complaint, cancellation);
            }

            await data.SaveChangesAsync(cancellation);
        }

        await transaction.CommitAsync(CancellationToken.None);
        return TypedResults.Ok(await data.ToStatusAsync(complaint, now, cancellation));
    }
}
