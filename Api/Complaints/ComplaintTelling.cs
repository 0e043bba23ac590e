using Microsoft.EntityFrameworkCore;
using Pinchang.Contracts;
using Pinchang.Contracts.Complaints;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Accounts;
using Pinchang.Domain.Complaints;
using Pinchang.Domain.Notify;

namespace Pinchang.Api.Complaints;

/// <summary>
/// Who is told of a complaint, in the transaction of the step: the complainant where they left a name or a contact, the desk, and those
/// above it when a promise was not kept.
/// </summary>
internal sealed class ComplaintTelling(PinchangContext data, IOutbox outbox, ComplaintCodes codes)
{
    public async Task MadeAsync(Complaint complaint, string code, CancellationToken cancellation)
    {
        Tell(complaint, Notices.ComplaintReceived(complaint.Number, ChinaTime.Text(complaint.AnswerBy)));
        if (ContactOf(complaint) is { } contact)
        {
            // The code lets its holder in, so the text is not kept once it has left.
            var (subject, text) = Notices.ComplaintCode(complaint.Number, code).In(complaint.AgencyId);
            outbox.Enqueue(new(contact.Channel, null, contact.Address, subject, text, null, complaint.AgencyId, null, Secret: true));
        }

        await TellDeskAsync(complaint, Notices.ComplaintArrived(complaint.Number, ChinaTime.Text(complaint.DueAt!.Value)), cancellation);
    }

    public Task DecidedAsync(Complaint complaint, string? reason)
    {
        Tell(complaint, complaint.State == ComplaintState.Accepted
            ? Notices.ComplaintAccepted(complaint.Number, ChinaTime.Text(complaint.AnswerBy))
            : Notices.ComplaintNotAccepted(complaint.Number, reason!));
        return Task.CompletedTask;
    }

    public Task AskedAsync(Complaint complaint, string question)
    {
        Tell(complaint, Notices.ComplaintAsked(complaint.Number, question));
        return Task.CompletedTask;
    }

    public Task AnsweredAsync(Complaint complaint)
    {
        Tell(complaint, Notices.ComplaintAnswered(complaint.Number, complaint.Answer!));
        return Task.CompletedTask;
    }

    public Task MergedAsync(Complaint complaint)
    {
        Tell(complaint, Notices.ComplaintMerged(complaint.Number));
        return Task.CompletedTask;
    }

    public Task AssignedAsync(Complaint complaint, CancellationToken cancellation)
    {
        outbox.Enqueue(Notices.ComplaintAssigned(complaint.Number, ChinaTime.Text(complaint.DueAt!.Value)).To(complaint.HandlerId!.Value, DeskOf(complaint), complaint.AgencyId));
        return Task.CompletedTask;
    }

    public Task SupplementedAsync(Complaint complaint, CancellationToken cancellation)
    {
        if (complaint.HandlerId is { } handler)
        {
            outbox.Enqueue(Notices.ComplaintSupplemented(complaint.Number).To(handler, DeskOf(complaint), complaint.AgencyId));
        }

        return Task.CompletedTask;
    }

    public Task ReopenedAsync(Complaint complaint, CancellationToken cancellation) =>
        TellDeskAsync(complaint, Notices.ComplaintReopened(complaint.Number, ChinaTime.Text(complaint.DueAt!.Value)), cancellation);

    /// <summary>First the handler and the heads of the agency; a day later its inspectors, too.</summary>
    public async Task OverdueAsync(Complaint complaint, int step, CancellationToken cancellation)
    {
        string[] roles = step == 1 ? [Roles.Operator] : [Roles.Operator, Roles.Inspector];
        var people = await data.Memberships.AsNoTracking()
            .Where(member => member.Scope == MembershipScope.Agency && member.AgencyId == complaint.AgencyId && roles.Contains(member.Role))
            .Select(member => member.UserId).ToListAsync(cancellation);
        var notice = Notices.ComplaintOverdue(complaint.Number, ChinaTime.Text(complaint.DueAt!.Value));
        foreach (var person in people.Concat(complaint.HandlerId is { } handler ? [handler] : []).Distinct().Except(complaint.RecusedIds))
        {
            outbox.Enqueue(notice.To(person, DeskOf(complaint), complaint.AgencyId));
        }
    }

    private static string DeskOf(Complaint complaint) => $"/operations/complaints?shelf=all&id={complaint.Id}";

    private async Task TellDeskAsync(Complaint complaint, Notice notice, CancellationToken cancellation)
    {
        foreach (var person in (await data.Handlers(complaint.AgencyId).ToListAsync(cancellation)).Where(person => complaint.WhyNotBy(person) is null))
        {
            outbox.Enqueue(notice.To(person, DeskOf(complaint), complaint.AgencyId));
        }
    }

    /// <summary>In the inbox of whoever was signed in, and to the contact that was left.</summary>
    private void Tell(Complaint complaint, Notice notice)
    {
        if (complaint.ComplainantId is { } person)
        {
            outbox.Enqueue(notice.To(person, $"/complaints/{complaint.Number}", complaint.AgencyId));
        }

        if (ContactOf(complaint) is { } contact)
        {
            var (subject, text) = notice.In(complaint.AgencyId);
            outbox.Enqueue(new(contact.Channel, null, contact.Address, subject, text, null, complaint.AgencyId, CanWait: notice.CanWait));
        }
    }

    private ComplaintContact? ContactOf(Complaint complaint) =>
        complaint.SealedContact is { } kept ? ComplaintContact.Parse(codes.Open(kept)) : null;
}
