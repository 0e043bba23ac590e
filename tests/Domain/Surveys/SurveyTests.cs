using Pinchang.Contracts.Surveys;
using Pinchang.Domain.Surveys;

namespace Pinchang.Domain.Tests.Surveys;

public sealed class SurveyTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    [Clause("EX-8", at: "Domain/Surveys/Survey.cs")]
    public void An_exams_questionnaire_without_one_of_the_five_contents_is_not_sent()
    {
        foreach (var aspect in Enum.GetValues<SurveyAspect>())
        {
            var survey = Of(SurveyService.Exam);
            survey.Change(new("问卷", null, [.. survey.Questions.Where(question => question.Aspect != aspect)])).IsAccepted.ShouldBeTrue();
            survey.Publish(new(14), Now).Refusal.ShouldBe(SurveyRefusals.AspectMissing);
        }

        Of(SurveyService.Exam).Publish(new(14), Now).IsAccepted.ShouldBeTrue();
    }

    [Fact]
    public void Every_template_can_be_published_as_it_is()
    {
        foreach (var service in Enum.GetValues<SurveyService>())
        {
            foreach (var audience in Enum.GetValues<SurveyAudience>().Where(audience => SurveyTemplates.Find(service, audience) is not null))
            {
                Of(service, audience).Publish(new(14), Now).IsAccepted.ShouldBeTrue();
            }
        }

        Survey.Begin(Guid.Empty, Guid.Empty, new(SurveyService.Exam, SurveyAudience.Employer, Guid.Empty), new(Guid.Empty, "考试", Now), Now)
            .Refusal!.Code.ShouldBe(SurveyRefusals.AudienceUnknown.Code);
    }

    [Theory]
    [InlineData(0, null, "common.out-of-range")]
    [InlineData(6, null, "common.out-of-range")]
    [InlineData(null, null, "surveys.answer-missing")]
    [InlineData(5, 2, "common.malformed")]
    [InlineData(5, -1, "common.malformed")]
    public void What_fits_no_question_is_refused(int? score, int? option, string code)
    {
        var survey = Open(new SurveyQuestion("好吗", SurveyQuestionKind.Scale, SurveyAspect.Result, true, []), new("哪个", SurveyQuestionKind.Single, SurveyAspect.Result, false, ["甲", "乙"]));
        survey.Take(new([new(score, null, null), new(null, option is { } chosen ? [chosen] : null, null)]), Now).Refusal!.Code.ShouldBe(code);
    }

    [Fact]
    public void Two_options_of_a_single_choice_too_few_values_and_nothing_at_all_are_refused()
    {
        var survey = Open(new SurveyQuestion("哪个", SurveyQuestionKind.Single, SurveyAspect.Result, false, ["甲", "乙"]));
        survey.Take(new([new(null, [0, 1], null)]), Now).Refusal!.Code.ShouldBe("common.malformed");
        survey.Take(new([]), Now).Refusal!.Code.ShouldBe("common.malformed");
        survey.Take(new([new(null, null, null)]), Now).Refusal.ShouldBe(SurveyRefusals.AnswerMissing);
        survey.Take(new([new(null, [1], null)]), Now.AddDays(14)).Refusal.ShouldBe(SurveyRefusals.NotOpen);
        survey.Take(new([new(3, [1], "多余")]), Now).Value![0].ShouldSatisfyAllConditions(value => value.Score.ShouldBeNull(), value => value.Text.ShouldBeNull());
    }

    [Fact]
    public void A_mean_below_the_threshold_is_said_and_blank_answers_do_not_count()
    {
        var survey = Open(new SurveyQuestion("好吗", SurveyQuestionKind.Scale, SurveyAspect.Result, false, []));
        SurveyValue[][] answers = [[new(3, null, null)], [new(4, null, null)], [new(3, null, null)], [new(null, null, null)]];
        var result = SurveyTally.Of(survey, answers).ShouldHaveSingleItem();
        (result.Answered, result.IsLow, Math.Round(result.Mean!.Value, 2)).ShouldBe((3, true, 3.33));
        result.Counts.ShouldBe([0, 0, 2, 1, 0]);
        SurveyTally.IsReadable(survey, 5, Now).ShouldBeFalse();
        SurveyTally.IsReadable(survey, 4, Now.AddDays(15)).ShouldBeFalse();
        SurveyTally.IsReadable(survey, 5, Now.AddDays(15)).ShouldBeTrue();
    }

    private static Survey Open(params SurveyQuestion[] questions)
    {
        var survey = Of(SurveyService.JobFair);
        survey.Change(new("问卷", null, questions)).IsAccepted.ShouldBeTrue();
        survey.Publish(new(14), Now).IsAccepted.ShouldBeTrue();
        return survey;
    }

    private static Survey Of(SurveyService service, SurveyAudience audience = SurveyAudience.Candidate) =>
        Survey.Begin(Guid.Empty, Guid.Empty, new(service, audience, Guid.Empty), new(Guid.Empty, "秋季招聘会", Now), Now).Value!;
}
