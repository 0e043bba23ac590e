using Pinchang.Contracts.Surveys;

namespace Pinchang.Domain.Surveys;

/// <summary>What a questionnaire's answers say together. Few answers are not broken down: their givers could be recognised.</summary>
public static class SurveyTally
{
    public const int Least = 5;

    /// <summary>Below it a corrective action is due (LH-6.2.3).</summary>
    public const double LowMean = 3.5;

    public static bool IsReadable(Survey survey, int answered, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(survey);

        // While answers come in, a look before and after one of them would show it.
        return answered >= Least && survey.StateAt(now) == SurveyState.Closed;
    }

    public static SurveyQuestionResult[] Of(Survey survey, IReadOnlyCollection<SurveyValue[]> answers)
    {
        ArgumentNullException.ThrowIfNull(survey);
        return [.. survey.Questions.Select((question, place) => Of(question, [.. answers.Select(answer => answer[place]).Where(value => !Survey.IsBlank(value))]))];
    }

    /// <summary>The mean of all scores given, over all questions; null where none was given.</summary>
    public static double? MeanOf(IEnumerable<SurveyValue[]> answers) =>
        answers.SelectMany(answer => answer).Average(value => (double?)value.Score);

    private static SurveyQuestionResult Of(SurveyQuestion question, SurveyValue[] values)
    {
        var mean = question.Kind == SurveyQuestionKind.Scale ? values.Average(value => (double?)value.Score) : null;
        int[] counts = question.Kind switch
        {
            SurveyQuestionKind.Scale => [.. Enumerable.Range(1, 5).Select(score => values.Count(value => value.Score == score))],
            SurveyQuestionKind.Text => [],
            _ => [.. Enumerable.Range(0, question.Options.Length).Select(option => values.Count(value => value.Options!.Contains(option)))],
        };
        string[] texts = question.Kind == SurveyQuestionKind.Text ? [.. values.Select(value => Masking.Numbers(value.Text!))] : [];
        return new(question, values.Length, mean, counts, texts, mean < LowMean);
    }
}
