using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Surveys;
using Pinchang.Data;
using Pinchang.Data.Surveys;
using Pinchang.Domain;
using Pinchang.Domain.Surveys;

namespace Pinchang.Api.Surveys;

/// <summary>What came of a questionnaire, and how it compares with the ones before it.</summary>
internal static class GetSurveyResults
{
    private const int MostInTrend = 8;

    public static async Task<Results<Ok<SurveyResults>, ProblemHttpResult>> HandleAsync(
        Guid id, CurrentUser user, PinchangContext data, TimeProvider time, CancellationToken cancellation) =>
        await data.FindSurveyAsync(id, user, cancellation) is { } survey
            ? TypedResults.Ok(await ReadAsync(survey, data, time.GetUtcNow(), cancellation))
            : CommonRefusals.NotFound.ToProblem();

    public static async Task<Results<FileContentHttpResult, ProblemHttpResult>> ToCsvAsync(
        Guid id, CurrentUser user, PinchangContext data, TimeProvider time, CancellationToken cancellation)
    {
        if (await data.FindSurveyAsync(id, user, cancellation) is not { } survey)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        var results = await ReadAsync(survey, data, time.GetUtcNow(), cancellation);
        return results.Questions.Length == 0
            ? SurveyRefusals.TooFew.With(SurveyTally.Least.ToString(CultureInfo.InvariantCulture)).ToProblem()
            : Sheet(results).ToFile($"问卷结果-{survey.SubjectName}.csv");
    }

    private static async Task<SurveyResults> ReadAsync(Survey survey, PinchangContext data, DateTimeOffset now, CancellationToken cancellation)
    {
        var entitled = survey.PublishedAt is null ? 0 : await data.PeopleAsked(survey.Id).CountAsync(cancellation);
        var answered = await data.SurveyAnswers.CountAsync(answer => answer.SurveyId == survey.Id, cancellation);
        var details = survey.ToDetails(answered, now);
        if (!SurveyTally.IsReadable(survey, answered, now))
        {
            return new(details, entitled, answered, SurveyTally.Least, null, [], []);
        }

        var answers = await AnswersAsync(data, survey.Id, cancellation);
        return new(
            details, entitled, answered, SurveyTally.Least, SurveyTally.MeanOf(answers), SurveyTally.Of(survey, answers), await TrendAsync(survey, data, now, cancellation));
    }

    private static Task<List<SurveyValue[]>> AnswersAsync(PinchangContext data, Guid surveyId, CancellationToken cancellation) =>
        data.SurveyAnswers.AsNoTracking().Where(answer => answer.SurveyId == surveyId).OrderBy(answer => answer.Id).Select(answer => answer.Body).ToListAsync(cancellation);

    private static async Task<SurveyMean[]> TrendAsync(Survey survey, PinchangContext data, DateTimeOffset now, CancellationToken cancellation)
    {
        var earlier = await data.Surveys.AsNoTracking()
            .Where(one => one.AgencyId == survey.AgencyId && one.Service == survey.Service && one.Audience == survey.Audience
                && one.ClosesAt <= now && one.PublishedAt <= survey.PublishedAt)
            .OrderByDescending(one => one.PublishedAt).ThenBy(one => one.Id).Take(MostInTrend).ToListAsync(cancellation);
        var trend = new List<SurveyMean>();
        foreach (var one in Enumerable.Reverse(earlier))
        {
            var answers = await AnswersAsync(data, one.Id, cancellation);
            trend.Add(new(one.Id, one.SubjectName, one.PublishedAt!.Value, answers.Count, SurveyTally.IsReadable(one, answers.Count, now) ? SurveyTally.MeanOf(answers) : null));
        }

        return [.. trend];
    }

    private static CsvSheet Sheet(SurveyResults results)
    {
        var (summary, sheet) = (results.Survey.Summary, new CsvSheet());
        sheet.Row("问卷", summary.Title).Row("对象", summary.SubjectName).Row("应答人数", results.Entitled).Row("答卷数", results.Answered)
            .Row("开始", ChinaTime.Text(results.Survey.PublishedAt!.Value)).Row("结束", ChinaTime.Text(summary.ClosesAt!.Value)).Gap()
            .Row("题目", "选项", "人数", "作答人数", "平均分");
        foreach (var question in results.Questions)
        {
            var mean = question.Mean?.ToString("0.00", CultureInfo.InvariantCulture);
            for (var place = 0; place < question.Counts.Length; place++)
            {
                var option = question.Question.Kind == SurveyQuestionKind.Scale ? $"{place + 1} 分" : question.Question.Options[place];
                sheet.Row(question.Question.Text, option, question.Counts[place], question.Answered, mean);
            }

            foreach (var text in question.Texts)
            {
                sheet.Row(question.Question.Text, text, null, question.Answered, null);
            }
        }

        return sheet;
    }
}
