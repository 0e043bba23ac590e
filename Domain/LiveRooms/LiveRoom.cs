using Pinchang.Contracts;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Domain.Organisations;

namespace Pinchang.Domain.LiveRooms;

/// <summary>A live room (直播间): the place of one employer, with its plan. It lasts; sessions come and go in it.</summary>
public sealed class LiveRoom : IOwnedByAgency
{
    private LiveRoom()
    {
    }

    public Guid Id { get; private set; }

    public Guid AgencyId { get; private set; }

    public Guid EmployerId { get; private set; }

    public Guid AuthorId { get; private set; }

    public string Title { get; private set; } = "";

    public string? Introduction { get; private set; }

    public Guid? CoverFileId { get; private set; }

    public RoomVisibility Visibility { get; private set; }

    public RundownStep[] Rundown { get; private set; } = [];

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    public List<RoomJobEntry> Jobs { get; private set; } = [];

    public List<LiveSession> Sessions { get; private set; } = [];

    /// <summary>The session to come, on air, or ended last.</summary>
    public LiveSession Latest => Sessions.MaxBy(session => session.Id)!;

    public static Outcome<LiveRoom> Plan(Guid id, Guid sessionId, Employer employer, Guid authorId, PlanLiveRoom command, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(employer);
        if (RoomPlanRules.Check(command, now, startMayBePast: false) is { } refusal)
        {
            return refusal;
        }

        var room = new LiveRoom { Id = id, AgencyId = employer.AgencyId, EmployerId = employer.Id, AuthorId = authorId, CreatedAt = now };
        room.Write(command, now);
        room.Sessions.Add(LiveSession.Schedule(sessionId, room, command.StartsAt));
        return room;
    }

    /// <summary>Changes the plan. After an end, it plans the next session; on air, the start and who may watch stay.</summary>
    /// <param name="sessionId">The id of the next session if one is needed.</param>
    public Outcome<LiveRoom> Replan(Guid sessionId, PlanLiveRoom command, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(command);
        var session = Latest;
        var unmoved = session.State != LiveSessionState.Ended && command.StartsAt == session.StartsAt;
        if (RoomPlanRules.Check(command, now, startMayBePast: unmoved || session.State == LiveSessionState.OnAir) is { } refusal)
        {
            return refusal;
        }

        if (session.State == LiveSessionState.OnAir && command.Visibility != Visibility)
        {
            return LiveRoomRefusals.OnAir.On("visibility");
        }

        Write(command, now);
        switch (session.State)
        {
            case LiveSessionState.Scheduled:
                session.Move(command.StartsAt);
                break;
            case LiveSessionState.Ended:
                Sessions.Add(LiveSession.Schedule(sessionId, this, command.StartsAt));
                break;
        }

        return this;
    }

    private void Write(PlanLiveRoom command, DateTimeOffset now)
    {
        Title = command.Title.Trim();
        Introduction = string.IsNullOrWhiteSpace(command.Introduction) ? null : command.Introduction.Trim();
        CoverFileId = command.CoverFileId;
        Visibility = command.Visibility;
        Rundown = command.Rundown;
        UpdatedAt = now;
        Jobs.RemoveAll(entry => !command.JobIds.Contains(entry.JobId));
        for (var i = 0; i < command.JobIds.Length; i++)
        {
            if (Jobs.Find(entry => entry.JobId == command.JobIds[i]) is { } kept)
            {
                kept.Position = i;
            }
            else
            {
                Jobs.Add(new() { RoomId = Id, JobId = command.JobIds[i], Position = i });
            }
        }
    }
}

/// <summary>A job of a room, in the order of the drawer.</summary>
public sealed class RoomJobEntry
{
    public required Guid RoomId { get; init; }

    public required Guid JobId { get; init; }

    public required int Position { get; set; }
}
