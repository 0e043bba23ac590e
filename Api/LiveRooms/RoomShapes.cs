using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Api.Organisations.Licences;
using Pinchang.Contracts;
using Pinchang.Contracts.Jobs;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Data;
using Pinchang.Data.Jobs;
using Pinchang.Domain;
using Pinchang.Domain.LiveRooms;
using Pinchang.Domain.Media;
using Pinchang.Domain.Organisations;

namespace Pinchang.Api.LiveRooms;

/// <summary>A room with one of its sessions, as read for lists.</summary>
internal sealed class RoomRow
{
    public required LiveRoom Room { get; init; }

    public required LiveSession Session { get; init; }

    public required string EmployerName { get; init; }

    public required int JobCount { get; init; }

    public required int Watching { get; init; }

    public required bool HasRecording { get; init; }
}

internal static class RoomShapes
{
    /// <summary>Rooms of all agencies with their latest session; who may see which is the caller's question.</summary>
    public static IQueryable<RoomRow> RoomsWithLatestSession(this PinchangContext data) =>
        data.RoomsWithSessions().Where(row =>
            row.Session.Id == data.LiveSessions
                .Where(session => session.RoomId == row.Room.Id)
                .OrderByDescending(session => session.Id)
                .Select(session => session.Id)
                .First());

    public static IQueryable<RoomRow> RoomsWithSessions(this PinchangContext data) =>
        from room in data.LiveRooms.AsNoTracking().IgnoreQueryFilters()
        join session in data.LiveSessions.AsNoTracking() on room.Id equals session.RoomId
        join employer in data.Employers.AsNoTracking() on room.EmployerId equals employer.Id
        select new RoomRow
        {
            Room = room,
            Session = session,
            EmployerName = employer.Name,
            JobCount = data.Set<RoomJobEntry>().Count(entry => entry.RoomId == room.Id),
            Watching = data.Set<KeptFigures>().Where(figures => figures.SessionId == session.Id).Select(figures => figures.Watching).FirstOrDefault(),
            HasRecording = data.Set<Recording>().Any(recording => recording.SessionId == session.Id),
        };

    public static LiveRoomSummary ToSummary(this RoomRow row) => new()
    {
        Id = row.Room.Id,
        SessionId = row.Session.Id,
        Title = row.Room.Title,
        EmployerId = row.Room.EmployerId,
        EmployerName = row.EmployerName,
        CoverFileId = row.Room.CoverFileId,
        StartsAt = row.Session.StartsAt,
        StartedAt = row.Session.StartedAt,
        EndedAt = row.Session.EndedAt,
        State = row.Session.State,
        Visibility = row.Room.Visibility,
        Watching = row.Session.State == LiveSessionState.OnAir ? row.Watching : 0,
        JobCount = row.JobCount,
        HasReplay = row.Session.State == LiveSessionState.Ended && row.HasRecording,
    };

    public static async Task<LiveRoomDetails> ReadRoomAsync(
        this PinchangContext data, Guid roomId, CurrentUser user, DateTimeOffset now, CancellationToken cancellation)
    {
        var row = await data.RoomsWithLatestSession().SingleAsync(row => row.Room.Id == roomId, cancellation);
        var own = user.EmployerId == row.Room.EmployerId;
        var canRun = own && user.May(Access.RunLiveRooms);
        var holder = canRun ? await data.Employers.AsNoTracking().SingleAsync(employer => employer.Id == row.Room.EmployerId, cancellation) : null;
        var person = user.IdOrNull;
        var reminders = await data.Reminders
            .Where(reminder => reminder.SessionId == row.Session.Id)
            .GroupBy(_ => 1)
            .Select(all => new { Count = all.Count(), Own = all.Any(reminder => reminder.UserId == person) })
            .SingleOrDefaultAsync(cancellation);
        return new()
        {
            Summary = row.ToSummary(),
            Introduction = row.Room.Introduction,
            Jobs = await data.ReadRoomJobsAsync(roomId, now, cancellation),
            Rundown = row.Room.Rundown,
            CanRun = canRun,
            CanModerate = own && user.May(Access.ModerateLiveRooms),
            GoingLive = holder is null ? null : LicenceGates.WhyNoRoom(holder, ChinaTime.DateOf(now))?.ToHindrance(),
            Reminded = reminders is { Own: true },
            Reminders = reminders?.Count ?? 0,
        };
    }

    /// <summary>In the order of the drawer; a job whose text is no longer approved is left out.</summary>
    private static async Task<JobSummary[]> ReadRoomJobsAsync(this PinchangContext data, Guid roomId, DateTimeOffset now, CancellationToken cancellation)
    {
        var rows = await (
            from entry in data.Set<RoomJobEntry>().AsNoTracking()
            join job in data.WithApprovedText(now).IgnoreQueryFilters() on entry.JobId equals job.Job.Id
            where entry.RoomId == roomId
            orderby entry.Position
            select job).ToArrayAsync(cancellation);
        return [.. rows.Select(row => row.ToPublicSummary(now))];
    }
}
