using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Surveys;
using Pinchang.Contracts.Surveys;
using Pinchang.Data;
using Pinchang.Data.Surveys;
using Pinchang.Domain.Surveys;

namespace Pinchang.Api.Demo;

/// <summary>One questionnaire that is over, answered by everybody who sat the demo exam, and one about the demo fair that is open.</summary>
internal sealed class DemoSurveys(PinchangContext data, DemoPeople people, SurveySubjects subjects, TimeProvider time)
{
    private static readonly string[] Remarks = ["交卷后页面提示很清楚，心里踏实。", "设备检测时摄像头试了好几次才通过，希望提前提醒。", "监考老师回复很快。"];

    public async Task BuildAsync(Guid agencyId, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (await FirstAsync(SurveyService.Exam, agencyId, cancellation) is { } exam)
        {
            var survey = await PublishAsync(exam, SurveyService.Exam, agencyId, now.AddDays(-8), 7, cancellation);
            var asked = await data.PeopleAsked(survey.Id).ToListAsync(cancellation);
            for (var place = 0; place < asked.Count; place++)
            {
                await data.TakeAsync(survey.Id, asked[place], cancellation);
                data.SurveyAnswers.Add(new(people.NewId(), survey.Id, DemoPeople.Accepted(survey.Take(Answers(survey, place), now.AddDays(-7)))));
            }
        }

        if (await FirstAsync(SurveyService.JobFair, agencyId, cancellation) is { } fair)
        {
            await PublishAsync(fair, SurveyService.JobFair, agencyId, now, 14, cancellation);
        }

        await data.SaveChangesAsync(cancellation);
    }

    private async Task<SurveySubject?> FirstAsync(SurveyService service, Guid agencyId, CancellationToken cancellation) =>
        (await subjects.RecentAsync(service, agencyId, cancellation)) is [var first, ..] ? first : null;

    private async Task<Survey> PublishAsync(SurveySubject subject, SurveyService service, Guid agencyId, DateTimeOffset at, int days, CancellationToken cancellation)
    {
        var survey = DemoPeople.Accepted(Survey.Begin(people.NewId(), agencyId, new(service, SurveyAudience.Candidate, subject.Id), subject, at));
        data.Surveys.Add(survey);
        await data.SaveChangesAsync(cancellation);
        DemoPeople.Accepted(survey.Publish(new(days), at));
        await data.SaveChangesAsync(cancellation);
        return survey;
    }

    // Good for the most part, and slow in one respect, so that the threshold is seen to work.
    private static AnswerSurvey Answers(Survey survey, int person) => new([.. survey.Questions.Select((question, place) => question.Kind switch
    {
        SurveyQuestionKind.Scale => new SurveyValue(question.Aspect == SurveyAspect.Efficiency ? 2 + (person % 3) : 5 - ((person + place) % 2), null, null),
        SurveyQuestionKind.Text => new(null, null, person < Remarks.Length ? Remarks[person] : null),
        _ => new(null, [(person * 2) % question.Options.Length], null),
    })]);
}
