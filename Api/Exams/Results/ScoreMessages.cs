using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Accounts;
using Pinchang.Contracts.Exams;
using Pinchang.Contracts.Notifications;
using Pinchang.Data;
using Pinchang.Domain.Exams.Results;
using Pinchang.Domain.Notify;

namespace Pinchang.Api.Exams.Results;

/// <summary>
/// EX-6.3-result, EX-4.3-push: each candidate of a notice is told in the inbox, by SMS and, where an address is known, by e-mail.
/// The rows are written with the publication, each tied to its person, so that what became of it can be shown.
/// </summary>
internal sealed class ScoreMessages(PinchangContext data, Phones phones, IOutbox outbox)
{
    public async Task TellAllAsync(ScoreNotice notice, CancellationToken cancellation)
    {
        var project = await data.ExamProjects.Where(project => project.Id == notice.ProjectId).Select(project => project.Name).SingleAsync(cancellation);
        var people = await (
            from score in data.Scores
            join person in data.Users on score.CandidateId equals person.Id
            join registration in data.Registrations on score.RegistrationId equals registration.Id
            where score.NoticeId == notice.Id
            orderby score.TicketNumber
            select new { Score = score, person.SealedPhone, person.Email, registration.Form })
            .ToListAsync(cancellation);
        foreach (var person in people)
        {
            var link = $"/my/exams/{person.Score.RegistrationId}/score";
            var told = person.Score.Standing == ScoreStanding.Scored ? Notices.ScorePublished(project, TextOf(person.Score)) : Notices.ScoreAbsent(project);
            Send(told.To(person.Score.CandidateId, link, notice.AgencyId), person.Score);
            if (phones.Open(person.SealedPhone) is { } phone)
            {
                Send(Letter(MessageChannel.Sms, phone, told, link, notice, person.Score), person.Score);
            }

            if ((person.Form.Email ?? person.Email) is { Length: > 0 } address)
            {
                Send(Letter(MessageChannel.Email, address, told, link, notice, person.Score), person.Score);
            }
        }
    }

    /// <summary>Sends a message that could not be delivered once more; the attempt is another row of the proof.</summary>
    public void Repeat(Message failed, ScoreDelivery delivery)
    {
        var id = outbox.Enqueue(new(failed.Channel, failed.UserId, failed.Recipient, failed.Subject, failed.Text, failed.Link, failed.AgencyId));
        data.ScoreDeliveries.Add(new() { NoticeId = delivery.NoticeId, RegistrationId = delivery.RegistrationId, MessageId = id });
    }

    public void TellRecheck(Recheck recheck, Score score, string project)
    {
        var told = recheck.State == RecheckState.Upheld ? Notices.RecheckUpheld(project, recheck.Answer!) : Notices.RecheckCorrected(project, recheck.Answer!);
        outbox.Enqueue(told.To(score.CandidateId, $"/my/exams/{score.RegistrationId}/score", recheck.AgencyId));
    }

    private void Send(MessageToSend message, Score score) =>
        data.ScoreDeliveries.Add(new() { NoticeId = score.NoticeId, RegistrationId = score.RegistrationId, MessageId = outbox.Enqueue(message) });

    private static MessageToSend Letter(MessageChannel channel, string recipient, Notice told, string link, ScoreNotice notice, Score score)
    {
        var (subject, text) = told.In(notice.AgencyId);
        return new(channel, score.CandidateId, recipient, subject, text, link, notice.AgencyId);
    }

    private static string TextOf(Score score) => score.Total!.Value.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture);
}
