using Pinchang.Contracts.Exams;
using Pinchang.Data.Exams.Papers;
using Pinchang.Domain.Exams.Papers;

namespace Pinchang.Api.Exams.Papers;

internal static class QuestionShapes
{
    public static QuestionSummary ToSummary(this Question question, WriteQuestion text) => new()
    {
        Id = question.Id,
        Code = question.Code,
        Kind = question.Kind,
        Subject = question.Subject,
        Topic = question.Topic,
        Difficulty = question.Difficulty,
        Points = question.Points,
        Excerpt = QuestionText.Excerpt(text.Stem),
        Version = question.NewestVersion,
        State = question.State,
        UpdatedAt = question.UpdatedAt,
    };

    public static WriteQuestion Open(this QuestionSafe safe, Question question, QuestionVersion version) => safe.Open(question.AgencyId, version);
}
