using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Surveys;
using Pinchang.Data;
using Pinchang.Domain.Surveys;

namespace Pinchang.Api.Surveys;

/// <summary>An agency's questionnaires.</summary>
internal static class ReadSurveys
{
    public static async Task<Ok<Page<SurveySummary>>> ListAsync(
        CurrentUser user, PinchangContext data, TimeProvider time, CancellationToken cancellation, int page = 1)
    {
        var found = await data.Surveys.AsNoTracking().Where(survey => survey.AgencyId == user.AgencyId)
            .OrderByDescending(survey => survey.CreatedAt).ThenBy(survey => survey.Id).ToPageAsync(page, cancellation);
        Guid[] ids = [.. found.Items.Select(survey => survey.Id)];
        var answered = await data.SurveyAnswers.Where(answer => ids.Contains(answer.SurveyId)).GroupBy(answer => answer.SurveyId)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancellation);
        return TypedResults.Ok(found.Map(survey => survey.ToSummary(answered.GetValueOrDefault(survey.Id), time.GetUtcNow())));
    }

    public static async Task<Ok<SurveySubject[]>> SubjectsAsync(
        CurrentUser user, SurveySubjects subjects, CancellationToken cancellation, QueryEnum<SurveyService>? service = null) =>
        TypedResults.Ok(await subjects.RecentAsync(service?.Value ?? SurveyService.LiveHiring, user.AgencyId!.Value, cancellation));

    public static async Task<Results<Ok<SurveyDetails>, ProblemHttpResult>> GetAsync(
        Guid id, CurrentUser user, PinchangContext data, TimeProvider time, CancellationToken cancellation) =>
        await data.FindSurveyAsync(id, user, cancellation) is { } survey
            ? TypedResults.Ok(survey.ToDetails(await data.SurveyAnswers.CountAsync(answer => answer.SurveyId == id, cancellation), time.GetUtcNow()))
            : CommonRefusals.NotFound.ToProblem();

    public static Task<Survey?> FindSurveyAsync(this PinchangContext data, Guid id, CurrentUser user, CancellationToken cancellation) =>
        data.Surveys.SingleOrDefaultAsync(survey => survey.Id == id && survey.AgencyId == user.AgencyId, cancellation);

    public static SurveySummary ToSummary(this Survey survey, int answered, DateTimeOffset now) => new(
        survey.Id, survey.Service, survey.Audience, survey.SubjectName, survey.Title, survey.StateAt(now), survey.CreatedAt, survey.ClosesAt, answered);

    public static SurveyDetails ToDetails(this Survey survey, int answered, DateTimeOffset now) =>
        new(survey.ToSummary(answered, now), survey.SubjectId, survey.Introduction, survey.Questions, survey.PublishedAt);
}
