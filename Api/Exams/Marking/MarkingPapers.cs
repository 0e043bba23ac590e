using System.Collections.Concurrent;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Marking;
using Pinchang.Domain.Exams.Papers;

namespace Pinchang.Api.Exams.Marking;

/// <summary>A paper with its key, opened for marking.</summary>
internal sealed class MarkingPaper
{
    public MarkingPaper(PaperContent content, MarkingKey key)
    {
        Key = key;
        Questions = content.Sections.SelectMany(section => section.Questions).ToDictionary(question => question.Id, StringComparer.Ordinal);
        NumberOf = Questions.Keys.Select((id, index) => (id, index)).ToDictionary(pair => pair.id, pair => pair.index + 1, StringComparer.Ordinal);
    }

    public MarkingKey Key { get; }

    public IReadOnlyDictionary<string, PaperQuestion> Questions { get; }

    public IReadOnlyDictionary<string, int> NumberOf { get; }

    public MarkingQuestion QuestionOf(MarkingTask task)
    {
        var question = Questions[task.QuestionId];
        var keyed = Key.Questions.Single(keyed => keyed.QuestionId == task.QuestionId);
        return new()
        {
            Id = question.Id,
            Number = task.QuestionNumber,
            Stem = question.Stem,
            Pictures = question.Pictures,
            Points = task.MaxPoints,
            Step = task.Step,
            Reference = keyed.ReferenceAnswer,
            Rubric = keyed.Rubric,
        };
    }
}

/// <summary>
/// Papers that this process has opened for marking, by person: each marker's first look is an access of his own in the vault's log,
/// the hundreds after it are not.
/// </summary>
internal sealed class OpenedMarkingPapers
{
    private readonly ConcurrentDictionary<(Guid PaperId, Guid PersonId), MarkingPaper> _papers = new();

    public MarkingPaper? Find(Guid paperId, Guid personId) => _papers.GetValueOrDefault((paperId, personId));

    public void Keep(Guid paperId, Guid personId, MarkingPaper paper) => _papers[(paperId, personId)] = paper;
}

internal sealed class MarkingPapers(OpenedMarkingPapers opened, IPaperVault vault, CurrentUser user, TimeProvider time, IHttpContextAccessor accessor)
{
    public async Task<Outcome<MarkingPaper>> OpenAsync(Guid paperId, CancellationToken cancellation)
    {
        if (opened.Find(paperId, user.Id) is { } known)
        {
            return known;
        }

        var by = new PaperAccessor(user.Id, "阅卷", accessor.HttpContext?.Connection.RemoteIpAddress?.ToString());
        var key = await vault.OpenMarkingKeyAsync(paperId, by, time.GetUtcNow(), cancellation);
        if (key.Value is not { } opening)
        {
            return key.Refusal!;
        }

        var content = await vault.OpenContentAsync(paperId, by, time.GetUtcNow(), cancellation);
        if (content.Value is not { } text)
        {
            return content.Refusal!;
        }

        var paper = new MarkingPaper(text, opening);
        opened.Keep(paperId, user.Id, paper);
        return paper;
    }
}
