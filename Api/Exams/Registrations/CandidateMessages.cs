using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Accounts;
using Pinchang.Contracts.Exams;
using Pinchang.Contracts.Notifications;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Exams.Projects;
using Pinchang.Domain.Exams.Registrations;
using Pinchang.Domain.Notify;

namespace Pinchang.Api.Exams.Registrations;

/// <summary>EX-4.3-push: at each step the candidate is told, in the inbox, by SMS and, where an address is known, by e-mail, in the transaction of the fact.</summary>
internal sealed class CandidateMessages(PinchangContext data, Phones phones, IOutbox outbox)
{
    public async Task<Guid[]> TellAsync(Registration registration, Notice notice, CancellationToken cancellation, DateTimeOffset? leaveAt = null)
    {
        var reach = await data.Users.Where(user => user.Id == registration.CandidateId)
            .Select(user => new Reach(user.SealedPhone, user.Email)).SingleAsync(cancellation);
        return Tell(registration, reach, notice, leaveAt);
    }

    /// <summary>The same step of many: what each is told is their own.</summary>
    public async Task TellAllAsync(IReadOnlyCollection<Registration> registrations, Func<Registration, Notice> notice, CancellationToken cancellation)
    {
        var people = registrations.Select(registration => registration.CandidateId).ToArray();
        var reaches = await data.Users.Where(user => people.Contains(user.Id))
            .ToDictionaryAsync(user => user.Id, user => new Reach(user.SealedPhone, user.Email), cancellation);
        foreach (var registration in registrations)
        {
            Tell(registration, reaches[registration.CandidateId], notice(registration), null);
        }
    }

    /// <summary>Of a review decision: it leaves when the decision can no longer be taken back.</summary>
    public async Task DecidedAsync(Registration registration, string exam, string position, CancellationToken cancellation)
    {
        var notice = registration.State switch
        {
            RegistrationState.Approved => Notices.ExamPassed(exam, position),
            RegistrationState.Refused => Notices.ExamRefused(exam, registration.DecisionReason!),
            _ => Notices.ExamSupplementAsked(exam, registration.DecisionReason!, ChinaTime.Text(registration.SupplementDueAt!.Value)),
        };
        registration.Hold(await TellAsync(registration, notice, cancellation, registration.ToldAt));
    }

    /// <summary>Of a decision that the candidate has answered before being told: they know it from their page. What has left has left.</summary>
    public async Task TakeBackAsync(Guid[] held, CancellationToken cancellation)
    {
        foreach (var messageId in held)
        {
            await outbox.CancelAsync(messageId, cancellation);
        }
    }

    /// <summary>Of a new version of the notice, to everybody who is registered.</summary>
    public async Task NoticeChangedAsync(ExamNotice notice, CancellationToken cancellation)
    {
        var told = Notices.ExamNoticeChanged(notice.Title, notice.Reason!);
        var registered = await (
            from registration in data.Registrations.AsNoTracking()
            join user in data.Users on registration.CandidateId equals user.Id
            where registration.ProjectId == notice.ProjectId && registration.State != RegistrationState.Withdrawn
            select new { registration.Id, registration.CandidateId, registration.AgencyId, registration.Form, user.SealedPhone, user.Email }).ToListAsync(cancellation);
        foreach (var row in registered)
        {
            Tell(row.Id, row.CandidateId, row.AgencyId, new(row.SealedPhone, row.Form.Email ?? row.Email), told, null);
        }
    }

    private Guid[] Tell(Registration registration, Reach reach, Notice notice, DateTimeOffset? leaveAt) => Tell(
        registration.Id, registration.CandidateId, registration.AgencyId, reach with { Email = registration.Form.Email ?? reach.Email }, notice, leaveAt);

    private Guid[] Tell(Guid registrationId, Guid candidateId, Guid agencyId, Reach reach, Notice notice, DateTimeOffset? leaveAt)
    {
        var link = $"/my/exams/{registrationId}";
        var (subject, text) = notice.In(agencyId);
        List<Guid> told = [outbox.Enqueue(notice.To(candidateId, link, agencyId) with { LeaveAt = leaveAt })];
        foreach (var (channel, recipient) in new[] { (MessageChannel.Sms, phones.Open(reach.SealedPhone)), (MessageChannel.Email, reach.Email) })
        {
            if (!string.IsNullOrEmpty(recipient))
            {
                told.Add(outbox.Enqueue(new(channel, candidateId, recipient, subject, text, link, agencyId, LeaveAt: leaveAt, CanWait: notice.CanWait)));
            }
        }

        return [.. told];
    }

    /// <summary>Where a person is reached beside the inbox.</summary>
    private sealed record Reach(byte[]? SealedPhone, string? Email);
}
