using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Api.Staff;
using Pinchang.Contracts;
using Pinchang.Contracts.Organisations;
using Pinchang.Contracts.Reviews;
using Pinchang.Contracts.Staff;
using Pinchang.Data;
using Pinchang.Domain.Accounts;
using Pinchang.Domain.Reviews;

namespace Pinchang.Api.Reviews;

/// <summary>What the desk asks before any kind's own rules decide: a qualified reviewer, no tie to the organisation, nobody else's case, the list looked through.</summary>
internal sealed class ReviewDoors(PinchangContext data, CurrentUser user, StaffDoors staff)
{
    private ReviewCase? _waiting;

    public Guid ReviewerId => user.Id;

    /// <summary>Keeps what was ticked with the case when nothing hinders.</summary>
    public async Task<Refusal?> WhyNotAsync(
        ReviewKind kind, Guid thingId, Guid? employerId, DecideReview decision, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await WhyNotMineAsync(employerId, now, cancellation) is { } hindrance)
        {
            return hindrance;
        }

        _waiting = await data.ReviewCases.Include(one => one.Looks)
            .SingleOrDefaultAsync(one => one.Kind == kind && one.ThingId == thingId && one.SettledAt == null, cancellation);
        var checkedOn = _waiting?.Check(decision.Approved, decision.Checks, user.Id, now);
        return checkedOn is { IsAccepted: false } refused ? refused.Refusal : null;
    }

    /// <summary>Keeps the caller's look with the case that was let through; false when another person has to look before anything is decided.</summary>
    public bool Decides(DecideReview decision, DateTimeOffset now) => _waiting is null || _waiting.Look(Guid.CreateVersion7(now), decision, user.Id, now);

    /// <summary>What the author is told: on an appeal that it was read by somebody else, and how it ended.</summary>
    public Notice Worded(Notice usual, DecideReview decision) =>
        _waiting is not { AppealOf: not null } appeal ? usual
        : decision.Approved ? Notices.AppealGranted(appeal.Title)
        : Notices.AppealUpheld(appeal.Title, decision.Reason!);

    /// <summary>The message that told of the decision goes with it when it is taken back.</summary>
    public void Told(Guid messageId) => _waiting?.Told(messageId);

    /// <summary>Why the caller takes no case of this organisation in hand.</summary>
    public async Task<Refusal?> WhyNotMineAsync(Guid? employerId, DateTimeOffset now, CancellationToken cancellation) =>
        await IsTiedAsync(employerId, cancellation) ? ReviewRefusals.Tied : await staff.WhyNotAsync(Duty.Review, now, cancellation);

    /// <summary>Declared, or seen by the platform itself: who registered it or belongs to it decides nothing about it.</summary>
    public async Task<bool> IsTiedAsync(Guid? employerId, CancellationToken cancellation) =>
        employerId is { } id && (await TiedAmongAsync([id], cancellation)).Contains(id);

    public async Task<HashSet<Guid>> TiedAmongAsync(Guid[] employerIds, CancellationToken cancellation)
    {
        var tied = await data.Employers.AsNoTracking()
            .Where(employer => employerIds.Contains(employer.Id) && (employer.AuthorId == user.Id
                || data.ReviewerTies.Any(tie => tie.UserId == user.Id && tie.CreditCode == employer.CreditCode)
                || data.Memberships.Any(member => member.UserId == user.Id && member.Scope == MembershipScope.Employer && member.ScopeId == employer.Id)))
            .Select(employer => employer.Id)
            .ToListAsync(cancellation);
        return [.. tied];
    }
}
