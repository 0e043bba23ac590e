using Microsoft.Extensions.Caching.Memory;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Marking;
using Pinchang.Domain.Exams.Papers;

namespace Pinchang.Api.Exams.Marking;

/// <summary>A paper with its key, opened for marking.</summary>
internal sealed class MarkingPaper
{
    private readonly Dictionary<string, KeyedQuestion> _keys;

    public MarkingPaper(PaperContent content, MarkingKey key)
    {
        Key = key;
        _keys = key.Questions.ToDictionary(question => question.QuestionId, StringComparer.Ordinal);
        Questions = content.Sections.SelectMany(section => section.Questions).ToDictionary(question => question.Id, StringComparer.Ordinal);
        NumberOf = Questions.Keys.Select((id, index) => (id, index)).ToDictionary(pair => pair.id, pair => pair.index + 1, StringComparer.Ordinal);
    }

    public MarkingKey Key { get; }

    public IReadOnlyDictionary<string, PaperQuestion> Questions { get; }

    public IReadOnlyDictionary<string, int> NumberOf { get; }

    public decimal PointsOf(string questionId) => _keys[questionId].Points;

    public MarkingQuestion QuestionOf(MarkingTask task)
    {
        var question = Questions[task.QuestionId];
        var keyed = _keys[task.QuestionId];
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
/// Papers opened for marking, kept while they are marked. Each person's first look is an access of his own in the vault's log, the hundreds
/// after it are not.
/// </summary>
internal sealed class MarkingPapers(IMemoryCache cache, IPaperVault vault, CurrentUser user, TimeProvider time, IHttpContextAccessor accessor)
{
    private static readonly TimeSpan PaperKept = TimeSpan.FromMinutes(20);
    private static readonly TimeSpan LookKept = TimeSpan.FromHours(4);

    public async Task<Outcome<MarkingPaper>> OpenAsync(Guid paperId, CancellationToken cancellation)
    {
        var (kept, look) = ($"exams.marking-paper:{paperId}", $"exams.marking-look:{paperId}:{user.Id}");
        if (cache.TryGetValue(look, out _) && cache.TryGetValue(kept, out MarkingPaper? known))
        {
            return known!;
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

        cache.Set(look, true, LookKept);
        return cache.Set(kept, new MarkingPaper(text, opening), new MemoryCacheEntryOptions { SlidingExpiration = PaperKept });
    }
}
