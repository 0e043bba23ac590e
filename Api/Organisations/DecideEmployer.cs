using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Api.Reviews;
using Pinchang.Contracts;
using Pinchang.Contracts.Organisations;
using Pinchang.Contracts.Reviews;
using Pinchang.Data;
using Pinchang.Domain.Accounts;
using Pinchang.Domain.Notify;
using Pinchang.Domain.Organisations;

namespace Pinchang.Api.Organisations;

/// <summary>A reviewer approves or refuses an employer; approved, its author becomes the owner.</summary>
internal static class DecideEmployer
{
    public static async Task<Results<Ok<EmployerDetails>, ProblemHttpResult>> HandleAsync(
        Guid id, DecideReview body, CurrentUser user, CommandContext command, PinchangContext data, ReviewDoors reviews, IOutbox outbox, CancellationToken cancellation)
    {
        await data.LockEmployerAsync(id, cancellation);
        if (await data.Employers.SingleOrDefaultAsync(employer => employer.Id == id, cancellation) is not { } employer)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        if (await reviews.WhyNotAsync(ReviewKind.Employer, id, employer.Id, body, command.ReceivedAt, cancellation) is { } hindrance)
        {
            return hindrance.ToProblem();
        }

        var now = command.ReceivedAt;
        if (employer.WhyNotDecided(body) is { } refusal)
        {
            return refusal.ToProblem();
        }

        if (!reviews.Decides(body, now))
        {
            await data.SaveChangesAsync(cancellation);
            return TypedResults.Ok(await employer.ForInsidersAsync(data, cancellation));
        }

        employer.Decide(body, user.Id, now);

        if (body.Approved)
        {
            data.Memberships.Add(Membership.InEmployer(Guid.CreateVersion7(now), employer.AuthorId, employer.AgencyId, employer.Id, Roles.Owner, now));
            data.Licences.Add(Licence.OfApproved(Guid.CreateVersion7(now), employer, user.Id, now));
        }

        var notice = body.Approved ? Notices.EmployerApproved(employer.Name) : Notices.EmployerRefused(employer.Name, employer.DecisionReason!);
        reviews.Told(outbox.Enqueue(reviews.Worded(notice, body).To(employer.AuthorId, "/recruiting", employer.AgencyId)));
        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(await employer.ForInsidersAsync(data, cancellation));
    }
}
