using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Sittings;

/// <summary>Whether a kept answer takes part in what is handed in.</summary>
public enum AnswerStanding
{
    Counted,

    /// <summary>From an entry that a newer one had overtaken.</summary>
    Overtaken,

    /// <summary>Received after the end and its grace; an officer decides.</summary>
    Late,

    /// <summary>Received after the candidate's own hand-in, or after the session was ended.</summary>
    AfterEnd,
}

/// <summary>One change of one answer, as it is kept for ever.</summary>
public sealed record AnswerRecord(
    int Epoch,
    long Sequence,
    string QuestionId,
    AnswerResponse Response,
    bool Marked,
    DateTimeOffset ClientAt,
    DateTimeOffset ReceivedAt,
    AnswerStanding Standing)
{
    /// <summary>Later in the candidate's own order, however the requests travelled.</summary>
    public bool IsNewerThan(AnswerRecord other) => Epoch != other.Epoch ? Epoch > other.Epoch : Sequence > other.Sequence;
}

/// <summary>The newest counted answer of each question.</summary>
public sealed class AnswerBook
{
    private readonly Dictionary<string, AnswerRecord> _newest = new(StringComparer.Ordinal);

    public IReadOnlyCollection<AnswerRecord> Newest => _newest.Values;

    /// <summary>Questions with an answer in them.</summary>
    public int Answered { get; private set; }

    public AnswerRecord? Find(string questionId) => _newest.GetValueOrDefault(questionId);

    public void Apply(AnswerRecord answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        if (_newest.TryGetValue(answer.QuestionId, out var known))
        {
            if (!answer.IsNewerThan(known))
            {
                return;
            }

            Answered -= known.Response.IsGiven() ? 1 : 0;
        }

        _newest[answer.QuestionId] = answer;
        Answered += answer.Response.IsGiven() ? 1 : 0;
    }
}

public static class AnswerContent
{
    /// <summary>Whether there is anything in it; an answer that was taken back holds nothing.</summary>
    public static bool IsGiven(this AnswerResponse response) =>
        response.Choices is { Length: > 0 } || response.Text is { Length: > 0 } || (response.Blanks?.Any(blank => blank.Length > 0) ?? false);

    public static bool IsSame(this AnswerResponse response, AnswerResponse other) =>
        response.Text == other.Text && AreSame(response.Choices, other.Choices) && AreSame(response.Blanks, other.Blanks);

    private static bool AreSame(string[]? one, string[]? other) =>
        one is null || other is null ? one is null && other is null : one.AsSpan().SequenceEqual(other);
}
