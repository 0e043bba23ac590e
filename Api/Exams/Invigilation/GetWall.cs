using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Orleans;
using Pinchang.Api.Exams.Projects;
using Pinchang.Api.Hosting;
using Pinchang.Api.Staff;
using Pinchang.Contracts.Exams;
using Pinchang.Contracts.Staff;
using Pinchang.Data;
using Pinchang.Domain.Exams.Invigilation;
using Pinchang.Domain.Exams.Sittings;

namespace Pinchang.Api.Exams.Invigilation;

internal static class GetWall
{
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(60);

    public static async Task<Results<Ok<InvigilationWall>, ProblemHttpResult>> HandleAsync(
        Guid id, CurrentUser user, WatchDoors doors, StaffDoors staff, TimeProvider time, IGrainFactory grains, CancellationToken cancellation)
    {
        var door = await doors.WatchSittingAsync(id, user, cancellation);
        return !door.IsAccepted ? door.Refusal.ToProblem()
            : await staff.WhyNotAsync(Duty.Invigilate, time.GetUtcNow(), cancellation) is { } unqualified ? unqualified.ToProblem()
            : await grains.GetGrain<IInvigilationGrain>(id).GetWall() is { } wall ? TypedResults.Ok(wall)
            : InvigilationRefusals.NotFound.ToProblem();
    }

    /// <summary>The sittings that the caller invigilates: those to come and running first, then the past ones, newest first.</summary>
    public static async Task<Ok<InvigilationSitting[]>> ListAsync(CurrentUser user, PinchangContext data, TimeProvider time, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var since = now - Remembered;
        var projects = data.ProjectRoles(user.Id, user.AgencyId)
            .Where(membership => WatchDoors.Invigilators.Contains(membership.Role))
            .Select(membership => membership.ScopeId);
        var rows = await (
            from sitting in data.Sittings.AsNoTracking()
            join project in data.ExamProjects on sitting.ProjectId equals project.Id
            where projects.Contains(sitting.ProjectId) && sitting.State == SittingState.Planned && sitting.EndsAt > since
            select new
            {
                Sitting = sitting,
                ProjectTitle = project.Name,
                Candidates = data.ExamSessions.Count(session => session.SittingId == sitting.Id),
                OpenEvents = (
                    from happened in data.Set<KeptEvent>()
                    join session in data.ExamSessions on happened.SessionId equals session.Id
                    where session.SittingId == sitting.Id && happened.Weight != EventWeight.Note
                        && !data.Set<KeptDecision>().Any(decision => decision.EventId == happened.Id)
                    select happened.Id).Count(),
            }).ToListAsync(cancellation);
        return TypedResults.Ok(rows
            .Select(row => new InvigilationSitting
            {
                Id = row.Sitting.Id,
                ProjectId = row.Sitting.ProjectId,
                ProjectTitle = row.ProjectTitle,
                Title = row.Sitting.Name,
                OpensAt = row.Sitting.OpensAt,
                StartsAt = row.Sitting.StartsAt,
                EndsAt = ExamPhase.DeadlineOf(row.Sitting.Schedule, 0),
                Candidates = row.Candidates,
                OpenEvents = row.OpenEvents,
            })
            .OrderBy(sitting => sitting.EndsAt < now)
            .ThenBy(sitting => Math.Abs((sitting.StartsAt - now).Ticks))
            .ToArray());
    }
}
