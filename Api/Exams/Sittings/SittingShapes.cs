using Microsoft.EntityFrameworkCore;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Domain.Exams.Sittings;

namespace Pinchang.Api.Exams.Sittings;

internal static class SittingShapes
{
    public static async Task<SittingDetails> DetailsAsync(PinchangContext data, Sitting sitting, CancellationToken cancellation)
    {
        var counts = await data.ExamSessions.Where(session => session.SittingId == sitting.Id)
            .GroupBy(session => session.State)
            .Select(state => new { state.Key, Count = state.Count() })
            .ToDictionaryAsync(state => state.Key, state => state.Count, cancellation);
        return ToDetails(sitting, counts);
    }

    public static SittingDetails ToDetails(this Sitting sitting, IReadOnlyDictionary<ExamSessionState, int> counts) => new()
    {
        Id = sitting.Id,
        ProjectId = sitting.ProjectId,
        PaperId = sitting.PaperId,
        Name = sitting.Name,
        State = sitting.State,
        OpensAt = sitting.OpensAt,
        StartsAt = sitting.StartsAt,
        EndsAt = sitting.EndsAt,
        LatestEntryAt = sitting.LatestEntryAt,
        EarliestHandInAt = sitting.EarliestHandInAt,
        GraceSeconds = sitting.GraceSeconds,
        ExtraSeconds = sitting.ExtraSeconds,
        Settings = sitting.Settings,
        Figures = new(
            counts.GetValueOrDefault(ExamSessionState.Arranged),
            counts.GetValueOrDefault(ExamSessionState.Entered),
            counts.GetValueOrDefault(ExamSessionState.Started),
            counts.GetValueOrDefault(ExamSessionState.HandedIn),
            counts.GetValueOrDefault(ExamSessionState.Terminated),
            counts.GetValueOrDefault(ExamSessionState.Absent)),
    };
}
