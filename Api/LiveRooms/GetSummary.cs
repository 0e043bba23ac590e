using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Data;
using Pinchang.Data.LiveRooms;
using Pinchang.Domain.LiveRooms;

namespace Pinchang.Api.LiveRooms;

/// <summary>LH-5.2: the figures of an ended session, as JSON for its charts and as CSV to keep.</summary>
internal static class GetSummary
{
    public static async Task<Results<Ok<SessionSummary>, ProblemHttpResult>> HandleAsync(
        Guid id,
        CurrentUser user,
        RoomAccess access,
        PinchangContext data,
        SessionRecords records,
        Guid? session = null,
        CancellationToken cancellation = default) =>
        (await ReadAsync(id, session, user, access, data, records, cancellation)).ToResult();

    public static async Task<Results<FileContentHttpResult, ProblemHttpResult>> CsvAsync(
        Guid id,
        CurrentUser user,
        RoomAccess access,
        PinchangContext data,
        SessionRecords records,
        Guid? session = null,
        CancellationToken cancellation = default)
    {
        var summary = await ReadAsync(id, session, user, access, data, records, cancellation);
        if (!summary.IsAccepted)
        {
            return summary.Refusal.ToProblem();
        }

        var name = $"直播数据-{Domain.ChinaTime.DateOf(summary.Value.StartedAt):yyyy-MM-dd}.csv";
        return SummaryCsv.Of(summary.Value).ToFile(name);
    }

    private static async Task<Outcome<SessionSummary>> ReadAsync(
        Guid id, Guid? sessionId, CurrentUser user, RoomAccess access, PinchangContext data, SessionRecords records, CancellationToken cancellation)
    {
        if ((await access.MayModerateAsync(id, user)).Refusal is { } refusal)
        {
            return refusal;
        }

        if (await data.FindEndedAsync(id, sessionId, cancellation) is not { Session: var session })
        {
            return LiveRoomRefusals.NoReplay;
        }

        var kept = await data.Set<KeptFigures>().AsNoTracking().SingleOrDefaultAsync(figures => figures.SessionId == session.Id, cancellation);
        var figures = kept?.Body ?? RoomFigures.None;
        var applications = await data.Applications.AsNoTracking()
            .Where(application => application.SessionId == session.Id)
            .Select(application => new RoomApplication(application.Id, application.JobId, application.CardId))
            .ToArrayAsync(cancellation);
        var (chat, questions) = await records.CountTalkAsync(session.Id, cancellation);
        return new SessionSummary
        {
            SessionId = session.Id,
            StartedAt = session.StartedAt!.Value,
            EndedAt = session.EndedAt!.Value,
            Visits = figures.Visits,
            Peak = figures.Peak,
            AverageStaySeconds = figures.Left == 0 ? 0 : (int)(figures.SecondsStayed / figures.Left),
            Likes = figures.Likes,
            ChatMessages = chat,
            Questions = questions,
            Applications = applications.Length,
            Audience = await records.ReadAudienceAsync(session.Id, cancellation),
            Cards = [.. (await records.ReadCardsAsync(session.Id, cancellation)).Select(card => SummaryOf(card, figures, applications))],
            Sources = figures.Sources,
        };
    }

    private static CardSummary SummaryOf(JobCard card, RoomFigures figures, RoomApplication[] applications)
    {
        var activity = figures.Cards.FirstOrDefault(activity => activity.CardId == card.Id);
        var applied = applications.Count(application => application.CardId == card.Id || (application.CardId is null && application.JobId == card.Job.Id));
        return new(card, new(card.Id, card.Job.Id, activity?.Views ?? 0, activity?.Clicks ?? 0, applied));
    }
}
