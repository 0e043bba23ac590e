using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Complaints;
using Pinchang.Data;
using Pinchang.Domain.Complaints;

namespace Pinchang.Api.Complaints;

/// <summary>
/// Lets in whoever holds the code, or made it under their own name; a wrong number and a wrong code look the same (P7).
/// </summary>
internal sealed class ComplaintDoor(IHttpContextAccessor accessor, CurrentUser user, PinchangContext data, ComplaintCodes codes)
{
    /// <summary>Found first and locked by its id, then read as it is: a rival's step is in it.</summary>
    public async Task<Complaint?> EnterAsync(string number, CancellationToken cancellation)
    {
        var known = await data.Complaints.IgnoreQueryFilters().AsNoTracking().Where(complaint => complaint.Number == number)
            .Select(complaint => new { complaint.Id, complaint.ComplainantId }).SingleOrDefaultAsync(cancellation);
        var code = accessor.HttpContext!.Request.Headers[ComplaintCode.Header].ToString();
        if (known is null || !((known.ComplainantId is { } maker && maker == user.IdOrNull) || codes.Opens(known.Id, code)))
        {
            return null;
        }

        if (data.Database.CurrentTransaction is not null)
        {
            await data.LockAsync($"complaint {known.Id}", cancellation);
        }

        var complaint = await data.Complaints.IgnoreQueryFilters().SingleAsync(complaint => complaint.Id == known.Id, cancellation);
        await data.Entry(complaint).Collection(one => one.Files).LoadAsync(cancellation);
        return complaint;
    }

    /// <summary>What a complainant sends is known again by its key.</summary>
    public Refusal? ReadKey(out Guid key) =>
        Guid.TryParse(accessor.HttpContext!.Request.Headers[Idempotency.Header], out key) && key != Guid.Empty ? null : CommonRefusals.IdempotencyKeyMissing;
}
