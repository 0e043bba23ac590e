using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.Complaints;
using Pinchang.Contracts.Fairs;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Contracts.Organisations;
using Pinchang.Data;
using Pinchang.Domain.Complaints;
using Pinchang.Domain.LiveRooms;

namespace Pinchang.Api.Complaints;

/// <summary>What a complaint is about. What is not there, or not the caller's to know of, is the same: null.</summary>
internal sealed class ComplaintSubjects(CurrentUser user, PinchangContext data)
{
    public async Task<ComplaintAbout?> FindAsync(ComplaintSubjectKind kind, Guid? id, Guid? messageId, CancellationToken cancellation) => (kind, id) switch
    {
        (ComplaintSubjectKind.Platform, null) => await PlatformAsync(cancellation),
        (ComplaintSubjectKind.LiveRoom, { } roomId) => await RoomAsync(roomId, null, cancellation),
        (ComplaintSubjectKind.ChatMessage, { } roomId) when messageId is { } line => await RoomAsync(roomId, line, cancellation),
        (ComplaintSubjectKind.Job, { } jobId) => await JobAsync(jobId, cancellation),
        (ComplaintSubjectKind.Employer, { } employerId) => await EmployerAsync(employerId, cancellation),
        (ComplaintSubjectKind.Fair, { } fairId) => await FairAsync(fairId, cancellation),
        (ComplaintSubjectKind.Booth, { } boothId) => await BoothAsync(boothId, cancellation),
        (ComplaintSubjectKind.Talk, { } talkId) => await TalkAsync(talkId, cancellation),
        (ComplaintSubjectKind.Exam, { } projectId) => await ExamAsync(projectId, cancellation),
        (ComplaintSubjectKind.ExamSession, { } sessionId) => await SessionAsync(sessionId, cancellation),
        _ => null,
    };

    // An installation of several agencies: one's own, else the one that was there first and runs it.
    private async Task<ComplaintAbout?> PlatformAsync(CancellationToken cancellation)
    {
        var agencyId = user.AgencyId ?? await data.Agencies.OrderBy(agency => agency.CreatedAt).ThenBy(agency => agency.Id).Select(agency => agency.Id).FirstOrDefaultAsync(cancellation);
        return agencyId == Guid.Empty ? null : new(agencyId, null, true, null, null, null, []);
    }

    private async Task<ComplaintAbout?> RoomAsync(Guid roomId, Guid? messageId, CancellationToken cancellation)
    {
        var room = await data.LiveRooms.IgnoreQueryFilters().AsNoTracking().Where(room => room.Id == roomId)
            .Select(room => new { room.AgencyId, room.EmployerId, room.AuthorId, room.Title, room.Visibility }).SingleOrDefaultAsync(cancellation);
        if (room is null || RoomDoors.Refuses(room.Visibility, user.EmployerId == room.EmployerId, user.PhoneVerified) is not null)
        {
            return null;
        }

        var isPublic = room.Visibility == RoomVisibility.Public;
        var line = messageId is { } id ? await LineAsync(roomId, id, cancellation) : null;
        if (messageId is not null && line is null)
        {
            return null;
        }

        var session = line?.SessionId ?? await data.LiveSessions.IgnoreQueryFilters().Where(session => session.RoomId == roomId)
            .OrderByDescending(session => session.Id).Select(session => (Guid?)session.Id).FirstOrDefaultAsync(cancellation);
        return new(room.AgencyId, room.Title, isPublic, room.EmployerId, session, line?.Text, line is null ? [room.AuthorId] : [line.AuthorId]);
    }

    /// <summary>A line of chat as it was, also when it has been taken down since.</summary>
    private async Task<ChatLine?> LineAsync(Guid roomId, Guid messageId, CancellationToken cancellation)
    {
        var row = await data.Database.SqlQuery<FeedLine>(
            $"""
            SELECT feed.session_id AS "SessionId", feed.body::text AS "Body"
            FROM live.sessions AS session JOIN live.feed AS feed ON feed.session_id = session.id
            WHERE session.room_id = {roomId} AND feed.kind = 'chat' AND feed.subject_id = {messageId}
            """).FirstOrDefaultAsync(cancellation);
        if (row is null)
        {
            return null;
        }

        using var body = JsonDocument.Parse(row.Body);
        var message = body.RootElement.GetProperty("item").GetProperty("message");
        var author = message.GetProperty("author").GetString();
        return new(row.SessionId, message.GetProperty("authorId").GetGuid(), $"{author}：{message.GetProperty("text").GetString()}");
    }

    private async Task<ComplaintAbout?> JobAsync(Guid jobId, CancellationToken cancellation)
    {
        var job = await data.Jobs.IgnoreQueryFilters().AsNoTracking().Include(job => job.Versions).SingleOrDefaultAsync(job => job.Id == jobId, cancellation);
        return job?.Public is not { } shown ? null
            : new(job.AgencyId, shown.Posting.Title, true, job.EmployerId, null, null, [.. job.Versions.Select(version => version.AuthorId)]);
    }

    private async Task<ComplaintAbout?> EmployerAsync(Guid employerId, CancellationToken cancellation)
    {
        var employer = await data.Employers.IgnoreQueryFilters().AsNoTracking()
            .SingleOrDefaultAsync(employer => employer.Id == employerId && employer.State == EmployerState.Approved, cancellation);
        return employer is null ? null : new(employer.AgencyId, employer.Name, true, employer.Id, null, null, [employer.AuthorId]);
    }

    private async Task<ComplaintAbout?> FairAsync(Guid fairId, CancellationToken cancellation)
    {
        var fair = await data.Fairs.IgnoreQueryFilters().AsNoTracking().SingleOrDefaultAsync(fair => fair.Id == fairId && fair.State != FairState.Draft, cancellation);
        return fair is null ? null : new(fair.AgencyId, fair.Name, true, null, fair.Id, null, []);
    }

    private async Task<ComplaintAbout?> BoothAsync(Guid boothId, CancellationToken cancellation)
    {
        var found = await (
            from booth in data.Booths.IgnoreQueryFilters().AsNoTracking()
            join employer in data.Employers.IgnoreQueryFilters() on booth.EmployerId equals employer.Id
            where booth.Id == boothId
            select new { booth.AgencyId, booth.FairId, booth.Number, employer.Id, employer.Name }).SingleOrDefaultAsync(cancellation);
        return found is null ? null : new(found.AgencyId, $"{found.Number} {found.Name}", true, found.Id, found.FairId, null, []);
    }

    private async Task<ComplaintAbout?> TalkAsync(Guid talkId, CancellationToken cancellation)
    {
        if (user.IdOrNull is not { } userId)
        {
            return null;
        }

        var talk = await data.Database.SqlQuery<TalkPlace>(
            $"""
            SELECT booth_id AS "BoothId", CASE WHEN candidate_id = {userId} THEN recruiter_name ELSE candidate_name END AS "With"
            FROM fairs.talks WHERE id = {talkId} AND {userId} IN (candidate_id, recruiter_id)
            """).SingleOrDefaultAsync(cancellation);
        return talk is not null && await BoothAsync(talk.BoothId, cancellation) is { } booth ? booth with { Name = $"{booth.Name} · {talk.With}", IsPublic = false } : null;
    }

    private async Task<ComplaintAbout?> ExamAsync(Guid projectId, CancellationToken cancellation)
    {
        var project = await data.ExamProjects.IgnoreQueryFilters().AsNoTracking().SingleOrDefaultAsync(project => project.Id == projectId && project.NoticeVersion > 0, cancellation);
        return project is null ? null : new(project.AgencyId, project.Name, true, null, project.Id, null, []);
    }

    private async Task<ComplaintAbout?> SessionAsync(Guid sessionId, CancellationToken cancellation)
    {
        var found = await (
            from session in data.ExamSessions.IgnoreQueryFilters().AsNoTracking()
            join project in data.ExamProjects.IgnoreQueryFilters() on session.ProjectId equals project.Id
            where session.Id == sessionId && session.CandidateId == user.IdOrNull
            select new { session.AgencyId, session.ProjectId, project.Name }).SingleOrDefaultAsync(cancellation);
        return found is null ? null : new(found.AgencyId, found.Name, false, null, found.ProjectId, null, []);
    }

    private sealed record FeedLine(Guid SessionId, string Body);

    private sealed record ChatLine(Guid SessionId, Guid AuthorId, string Text);

    private sealed record TalkPlace(Guid BoothId, string With);
}

/// <summary>What the form says it will be about, and how soon each kind is answered.</summary>
internal static class FindSubject
{
    public static async Task<Results<Ok<ComplaintSubject>, ProblemHttpResult>> HandleAsync(
        ComplaintSubjects subjects, CancellationToken cancellation, QueryEnum<ComplaintSubjectKind>? kind = null, Guid? id = null, Guid? messageId = null)
    {
        var asked = kind?.Value ?? ComplaintSubjectKind.Platform;
        return await subjects.FindAsync(asked, id, messageId, cancellation) is { } found
            ? TypedResults.Ok(new ComplaintSubject(asked, id, found.Name, found.Excerpt, [.. ComplaintTimes.Promises]))
            : ComplaintRefusals.SubjectUnknown.ToProblem();
    }
}
