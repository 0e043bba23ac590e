using Microsoft.EntityFrameworkCore;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Exams.Results;

namespace Pinchang.Api.Exams.Results;

internal static class ScoreShapes
{
    public static ScoreNoticeSummary ToSummary(this ScoreNotice notice, DateTimeOffset now) => new()
    {
        Id = notice.Id,
        Version = notice.Version,
        // Its term ends by itself; nobody takes it down then.
        State = notice.State == ScoreNoticeState.Published && !notice.IsPublic(now) ? ScoreNoticeState.TakenDown : notice.State,
        AssembledAt = notice.AssembledAt,
        PublishedAt = notice.PublishedAt,
        TakenDownAt = notice.TakenDownAt,
    };

    public static RecheckDetails ToDetails(this Recheck recheck, Score score) => new()
    {
        Id = recheck.Id,
        TicketNumber = score.TicketNumber,
        MaskedName = Masking.Name(score.Name),
        Reason = recheck.Reason,
        RequestedAt = recheck.RequestedAt,
        State = recheck.State,
        Answer = recheck.Answer,
        AnsweredAt = recheck.AnsweredAt,
    };

    public static async Task<ScoreNoticeDetails> ReadNoticeAsync(this PinchangContext data, ScoreNotice notice, DateTimeOffset now, CancellationToken cancellation)
    {
        var scores = await data.Scores.AsNoTracking().Where(score => score.NoticeId == notice.Id).OrderBy(score => score.TicketNumber).ToListAsync(cancellation);
        var totals = scores.Where(score => score.Total is not null).Select(score => score.Total!.Value).ToArray();
        return new()
        {
            Summary = notice.ToSummary(now),
            Scored = scores.Count(score => score.Standing == ScoreStanding.Scored),
            Absent = scores.Count(score => score.Standing == ScoreStanding.Absent),
            Void = scores.Count(score => score.Standing == ScoreStanding.Void),
            Highest = totals.Length == 0 ? null : totals.Max(),
            Mean = totals.Length == 0 ? null : Math.Round(totals.Average(), 2, MidpointRounding.AwayFromZero),
            Fingerprint = notice.Fingerprint,
            ConfirmedBy = notice.ConfirmedBy,
            ConfirmedAt = notice.ConfirmedAt,
            ConfirmationReference = notice.ConfirmationReference,
            PublicUntil = notice.PublicUntil is { } until ? ChinaTime.DateOf(until.AddTicks(-1)) : null,
            RecheckUntil = notice.RecheckUntil,
            Scores =
            [
                .. scores.Select(score => new ScoreRow
                {
                    RegistrationId = score.RegistrationId,
                    TicketNumber = score.TicketNumber,
                    MaskedName = Masking.Name(score.Name),
                    Position = score.Position,
                    Standing = score.Standing,
                    Total = score.Total,
                    Rank = score.Rank,
                    Parts = score.Parts,
                }),
            ],
            Deliveries = await data.CountDeliveriesAsync(notice.Id, cancellation),
        };
    }

    private static async Task<DeliveryFigures> CountDeliveriesAsync(this PinchangContext data, Guid noticeId, CancellationToken cancellation)
    {
        var messages = from delivery in data.ScoreDeliveries
                       join message in data.Messages on delivery.MessageId equals message.Id
                       where delivery.NoticeId == noticeId
                       select message;
        var total = await messages.CountAsync(cancellation);
        var sent = await messages.CountAsync(message => message.SentAt != null, cancellation);
        var failed = await messages.CountAsync(message => message.FailedAt != null, cancellation);
        return new(total, sent, total - sent - failed, failed);
    }
}
