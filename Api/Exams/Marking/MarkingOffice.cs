using Microsoft.EntityFrameworkCore;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Domain.Exams.Marking;

namespace Pinchang.Api.Exams.Marking;

/// <summary>What the officer and the adjudicator see of an answer: everything but the person.</summary>
internal sealed class MarkingOffice(PinchangContext data, MarkedAnswers answers, MarkingPapers papers)
{
    /// <summary>An answer with all its marks and who gave them.</summary>
    public async Task<Outcome<AdjudicationCase>> ShowCaseAsync(MarkingTask task, MarkingRound round, CancellationToken cancellation)
    {
        var paper = await papers.OpenAsync(round.PaperId, cancellation);
        if (!paper.IsAccepted)
        {
            return paper.Refusal;
        }

        var names = await NamesAsync(task.Marks.Select(mark => mark.MarkerId), cancellation);
        return new AdjudicationCase
        {
            Task = task.ToBlind(await answers.CodeOfAsync(task, cancellation), paper.Value.QuestionOf(task), Guid.Empty),
            Marks = [.. task.Marks.Where(mark => mark.Kind != MarkKind.SelfCheck).OrderBy(mark => mark.GivenAt).Select(mark => mark.ToDetails(names.GetValueOrDefault(mark.MarkerId)))],
            Threshold = task.Threshold,
            ReopenedReason = task.ReopenedReason,
        };
    }

    public async Task<Dictionary<Guid, string>> NamesAsync(IEnumerable<Guid> people, CancellationToken cancellation)
    {
        var ids = people.Distinct().ToArray();
        return await data.Users.Where(person => ids.Contains(person.Id)).ToDictionaryAsync(person => person.Id, person => person.DisplayName, cancellation);
    }
}
