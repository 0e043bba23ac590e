using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Domain.Exams.Marking;

namespace Pinchang.Api.Exams.Marking;

internal static class RoundReading
{
    /// <summary>Rounds with how far they are; the sitting's id goes along.</summary>
    public static async Task<(Guid SittingId, MarkingRoundSummary Summary)[]> ReadRoundsAsync(
        this PinchangContext data, Expression<Func<MarkingRound, bool>> which, CancellationToken cancellation)
    {
        var rounds = await data.MarkingRounds.AsNoTracking().Where(which).ToListAsync(cancellation);
        var ids = rounds.Select(round => round.Id).ToArray();
        var counts = await data.MarkingTasks
            .Where(task => ids.Contains(task.RoundId))
            .GroupBy(task => task.RoundId)
            .Select(tasks => new
            {
                tasks.Key,
                All = tasks.Count(),
                Settled = tasks.Count(task => task.State == MarkingTaskState.Settled),
                Adjudications = tasks.Count(task => task.State == MarkingTaskState.Adjudication),
            })
            .ToDictionaryAsync(tasks => tasks.Key, cancellation);
        return [.. rounds.Select(round => (round.SittingId, Shape(round)))];

        MarkingRoundSummary Shape(MarkingRound round)
        {
            var count = counts.GetValueOrDefault(round.Id);
            var (all, settled) = (count?.All ?? 0, count?.Settled ?? 0);
            return new()
            {
                Id = round.Id,
                State = all == settled ? MarkingRoundState.Settled : MarkingRoundState.Open,
                OpenedAt = round.OpenedAt,
                Tasks = all,
                Settled = settled,
                Adjudications = count?.Adjudications ?? 0,
                Weight = round.Settings.Weight,
            };
        }
    }
}
