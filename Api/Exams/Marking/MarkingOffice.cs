using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Exams.Projects;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Domain.Exams.Marking;

namespace Pinchang.Api.Exams.Marking;

/// <summary>What the officer and the adjudicator see of rounds and answers.</summary>
internal sealed class MarkingOffice(PinchangContext data, ExamAccess access, MarkingPapers papers)
{
    public async Task<Outcome<MarkingRound>> FindRoundAsync(Guid roundId, CancellationToken cancellation)
    {
        if (await data.MarkingRounds.SingleOrDefaultAsync(round => round.Id == roundId, cancellation) is not { } round)
        {
            return CommonRefusals.NotFound;
        }

        return await access.RequireAsync(round.ProjectId, Roles.ExamOfficer) is { } refusal ? refusal : round;
    }

    /// <summary>An answer with all its marks and who gave them.</summary>
    public async Task<Outcome<AdjudicationCase>> ShowCaseAsync(MarkingTask task, MarkingRound round, CancellationToken cancellation)
    {
        var paper = await papers.OpenAsync(round.PaperId, cancellation);
        if (!paper.IsAccepted)
        {
            return paper.Refusal;
        }

        var code = await data.BlindScripts.Where(script => script.Id == task.ScriptId).Select(script => script.Code).SingleAsync(cancellation);
        var names = await NamesAsync(task.Marks.Select(mark => mark.MarkerId), cancellation);
        return new AdjudicationCase
        {
            Task = task.ToBlind(code, paper.Value.QuestionOf(task), Guid.Empty),
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
