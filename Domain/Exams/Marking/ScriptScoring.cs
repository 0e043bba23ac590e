using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Papers;
using Pinchang.Domain.Exams.Sittings;

namespace Pinchang.Domain.Exams.Marking;

/// <summary>A whole script against the key of its paper.</summary>
public static class ScriptScoring
{
    /// <summary>Points by question, of those that the system scores.</summary>
    public static IReadOnlyDictionary<string, decimal> Score(MarkingKey key, CanonicalScript script, MarkingSettings settings)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(script);
        return key.Questions
            .Where(IsObjective)
            .ToDictionary(question => question.QuestionId, question => Score(question, script.Answers.GetValueOrDefault(question.QuestionId), settings), StringComparer.Ordinal);
    }

    public static bool IsObjective(this KeyedQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        return question.Kind != QuestionKind.Essay;
    }

    private static decimal Score(KeyedQuestion question, AnswerResponse? answer, MarkingSettings settings) => question.Kind switch
    {
        QuestionKind.SingleChoice or QuestionKind.TrueFalse =>
            ObjectiveScoring.ScoreSingle(question.RightOptions, answer?.Choices, question.Points),
        QuestionKind.MultipleChoice =>
            ObjectiveScoring.ScoreMultiple(question.RightOptions, answer?.Choices, question.Points, question.PointsPerRightOption),
        QuestionKind.FillIn =>
            ObjectiveScoring.ScoreBlanks(question.AcceptedBlanks, question.BlanksInAnyOrder, answer?.Blanks, question.Points, settings),
        _ => throw new ArgumentOutOfRangeException(nameof(question), question.Kind, null),
    };
}
