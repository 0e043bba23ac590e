using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Exams.Projects;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;

namespace Pinchang.Api.Exams.Invigilation;

/// <summary>Whose a session is, which never changes.</summary>
internal sealed record SessionDoor(Guid SessionId, Guid SittingId, WatchedProject Project, Guid CandidateId);

/// <summary>What never changes about sessions and sittings, so that a still every few seconds does not ask the database who it is of.</summary>
internal sealed class KnownDoors
{
    private const int Most = 50_000;

    private readonly ConcurrentDictionary<Guid, SessionDoor> _sessions = [];
    private readonly ConcurrentDictionary<Guid, WatchedProject> _projects = [];

    public SessionDoor? Find(Guid sessionId) => _sessions.GetValueOrDefault(sessionId);

    public WatchedProject? FindProject(Guid sittingId) => _projects.GetValueOrDefault(sittingId);

    public void Add(SessionDoor door)
    {
        if (_sessions.Count >= Most)
        {
            _sessions.Clear();
        }

        _sessions[door.SessionId] = door;
    }

    public void Add(Guid sittingId, WatchedProject project)
    {
        if (_projects.Count >= Most)
        {
            _projects.Clear();
        }

        _projects[sittingId] = project;
    }
}

/// <summary>
/// Who may be where: a candidate in the own session, an invigilator in the sittings of the own projects. Anything else looks like not
/// found; staff of the project in another role are told that it is not theirs to do.
/// </summary>
internal sealed class WatchDoors(PinchangContext data, KnownDoors known)
{
    public static readonly string[] Invigilators = [Roles.Invigilator, Roles.ExamOfficer];

    public async Task<Outcome<SessionDoor>> OwnAsync(Guid sessionId, CurrentUser user, CancellationToken cancellation = default) =>
        await FindAsync(sessionId, cancellation) is { } door && door.CandidateId == user.IdOrNull ? door : InvigilationRefusals.NotFound;

    public async Task<Outcome<SessionDoor>> WatchSessionAsync(Guid sessionId, CurrentUser user, CancellationToken cancellation = default)
    {
        if (await FindAsync(sessionId, cancellation) is not { } door)
        {
            return InvigilationRefusals.NotFound;
        }

        return await RefusesAsync(door.Project, user) is { } refusal ? refusal : door;
    }

    /// <summary>The project of a sitting that the caller invigilates.</summary>
    public async Task<Outcome<WatchedProject>> WatchSittingAsync(Guid sittingId, CurrentUser user, CancellationToken cancellation = default)
    {
        if (known.FindProject(sittingId) is not { } project)
        {
            project = await data.Sittings.AsNoTracking().IgnoreQueryFilters()
                .Where(sitting => sitting.Id == sittingId)
                .Select(sitting => new WatchedProject(sitting.ProjectId, sitting.AgencyId))
                .SingleOrDefaultAsync(cancellation);
            if (project is null)
            {
                return InvigilationRefusals.NotFound;
            }

            known.Add(sittingId, project);
        }

        return await RefusesAsync(project, user) is { } refusal ? refusal : project;
    }

    private async Task<Refusal?> RefusesAsync(WatchedProject project, CurrentUser user)
    {
        if (user.AgencyId != project.AgencyId)
        {
            return InvigilationRefusals.NotFound;
        }

        var refusal = await new ExamAccess(user, data).RequireAsync(project.ProjectId, Invigilators);
        return refusal == CommonRefusals.NotFound ? InvigilationRefusals.NotFound : refusal;
    }

    private async Task<SessionDoor?> FindAsync(Guid sessionId, CancellationToken cancellation)
    {
        if (known.Find(sessionId) is { } remembered)
        {
            return remembered;
        }

        var door = await data.ExamSessions.AsNoTracking().IgnoreQueryFilters()
            .Where(session => session.Id == sessionId)
            .Select(session => new SessionDoor(session.Id, session.SittingId, new(session.ProjectId, session.AgencyId), session.CandidateId))
            .SingleOrDefaultAsync(cancellation);
        if (door is not null)
        {
            known.Add(door);
        }

        return door;
    }
}

internal sealed record WatchedProject(Guid ProjectId, Guid AgencyId);
