using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Api.Reviews;
using Pinchang.Contracts;
using Pinchang.Contracts.Organisations;
using Pinchang.Contracts.Reviews;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Notify;

namespace Pinchang.Api.Organisations.Licences;

/// <summary>A reviewer decides on a licence, or looks again at one that was approved; the holder's rights follow at once (LH-5.1.1).</summary>
internal static class DecideLicence
{
    public static async Task<Results<Ok<LicenceDetails>, ProblemHttpResult>> HandleAsync(
        Guid id, DecideReview body, CurrentUser user, CommandContext command, PinchangContext data, ReviewDoors reviews, IOutbox outbox, CancellationToken cancellation)
    {
        var holder = await data.Licences.Where(licence => licence.Id == id).Select(licence => new { licence.EmployerId }).SingleOrDefaultAsync(cancellation);
        if (holder is null)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        // Of one employer one at a time: each takes the rights from all its licences.
        await data.LockAsync($"licences {holder.EmployerId ?? id}", cancellation);
        var licence = await data.Licences.SingleAsync(licence => licence.Id == id, cancellation);
        if (await reviews.WhyNotAsync(ReviewKind.Licence, id, holder.EmployerId, body, command.ReceivedAt, cancellation) is { } hindrance)
        {
            return hindrance.ToProblem();
        }

        var now = command.ReceivedAt;
        if (licence.WhyNotDecided(body, user.Id, now) is { } refusal)
        {
            return refusal.ToProblem();
        }

        if (!reviews.Decides(body, now))
        {
            await data.SaveChangesAsync(cancellation);
            return TypedResults.Ok(await data.ReadLicenceAsync(id, ChinaTime.DateOf(now), cancellation));
        }

        licence.Decide(body, user.Id, now);

        if (licence.EmployerId is { } employerId)
        {
            await data.LockEmployerAsync(employerId, cancellation);
            var employer = await data.Employers.SingleAsync(employer => employer.Id == employerId, cancellation);
            var others = await data.Licences.Where(other => other.EmployerId == employerId && other.Id != id).ToListAsync(cancellation);
            employer.TakeRights([licence, .. others]);
        }

        var kind = Notices.LicenceKind(licence);
        var notice = body.Approved ? Notices.LicenceApproved(kind, licence.Number) : Notices.LicenceRefused(kind, licence.Number, licence.DecisionReason!);
        reviews.Told(outbox.Enqueue(reviews.Worded(notice, body).To(licence.SubmittedBy, licence.EmployerId is null ? "/operations/licences" : "/recruiting/licences", licence.AgencyId)));
        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(await data.ReadLicenceAsync(id, ChinaTime.DateOf(now), cancellation));
    }
}
