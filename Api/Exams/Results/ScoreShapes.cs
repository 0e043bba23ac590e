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

    public static ScoreRow ToRow(this Score score) => new()
    {
        TicketNumber = score.TicketNumber,
        MaskedName = Masking.Name(score.Name),
        Position = score.Position,
        Standing = score.Standing,
        Total = score.Total,
        Rank = score.Rank,
        Parts = score.Parts,
    };

    /// <summary>A notice in figures; its list is leafed through by itself.</summary>
    public static async Task<ScoreNoticeDetails> ReadNoticeAsync(this PinchangContext data, ScoreNotice notice, DateTimeOffset now, CancellationToken cancellation)
    {
        var figures = await data.Scores
            .Where(score => score.NoticeId == notice.Id)
            .GroupBy(score => score.NoticeId)
            .Select(scores => new
            {
                Scored = scores.Count(score => score.Standing == ScoreStanding.Scored),
                Absent = scores.Count(score => score.Standing == ScoreStanding.Absent),
                Void = scores.Count(score => score.Standing == ScoreStanding.Void),
                Highest = scores.Max(score => score.Total),
                Mean = scores.Average(score => score.Total),
            })
            .SingleAsync(cancellation);
        return new()
        {
            Summary = notice.ToSummary(now),
            Scored = figures.Scored,
            Absent = figures.Absent,
            Void = figures.Void,
            Highest = figures.Highest,
            Mean = figures.Mean is { } mean ? Math.Round(mean, 2, MidpointRounding.AwayFromZero) : null,
            Fingerprint = notice.Fingerprint,
            ConfirmedBy = notice.ConfirmedBy,
            ConfirmedAt = notice.ConfirmedAt,
            ConfirmationReference = notice.ConfirmationReference,
            PublicUntil = notice.PublicUntil is { } until ? ChinaTime.DateOf(until.AddTicks(-1)) : null,
            Deliveries = await data.CountDeliveriesAsync(notice.Id, cancellation),
        };
    }

    /// <summary>The names that public pages say: the exam's and its client's.</summary>
    public static Task<ExamNames> ReadNamesAsync(this PinchangContext data, Guid projectId, CancellationToken cancellation) => (
        from exam in data.ExamProjects.IgnoreQueryFilters()
        join client in data.Employers.IgnoreQueryFilters() on exam.ClientId equals client.Id
        where exam.Id == projectId
        select new ExamNames(exam.Name, client.Name))
        .SingleAsync(cancellation);

    private static async Task<DeliveryFigures> CountDeliveriesAsync(this PinchangContext data, Guid noticeId, CancellationToken cancellation)
    {
        var counts = await (
            from delivery in data.ScoreDeliveries
            join message in data.Messages on delivery.MessageId equals message.Id
            where delivery.NoticeId == noticeId
            group message by delivery.NoticeId into messages
            select new { Total = messages.Count(), Sent = messages.Count(message => message.SentAt != null), Failed = messages.Count(message => message.FailedAt != null) })
            .SingleOrDefaultAsync(cancellation);
        return counts is null ? new(0, 0, 0, 0) : new(counts.Total, counts.Sent, counts.Total - counts.Sent - counts.Failed, counts.Failed);
    }
}

internal sealed record ExamNames(string Exam, string Client);
