using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Surveys;
using Pinchang.Data;
using Pinchang.Data.Surveys;
using Pinchang.Domain.Surveys;

namespace Pinchang.Api.Surveys;

/// <summary>The questionnaires somebody is asked to fill in, whichever agency asks, each once.</summary>
internal static class AnswerSurveys
{
    private const int Most = 50;

    /// <param name="about">Only those about this session, fair or exam. Pages that a crowd opens ask so, and mostly nothing is open: who is asked is not looked up then.</param>
    public static async Task<Ok<OwnSurvey[]>> MineAsync(
        CurrentUser user, PinchangContext data, TimeProvider time, CancellationToken cancellation, Guid? about = null)
    {
        var now = time.GetUtcNow();
        var open = data.Surveys.IgnoreQueryFilters().AsNoTracking().Where(survey => survey.ClosesAt > now && (about == null || survey.SubjectId == about));
        if (about is not null && !await open.AnyAsync(cancellation))
        {
            return TypedResults.Ok(Array.Empty<OwnSurvey>());
        }

        var asked = data.SurveysAskedOf(user.Id);
        var surveys = await open.Where(survey => asked.Contains(survey.Id))
            .OrderBy(survey => survey.ClosesAt).ThenBy(survey => survey.Id).Take(Most).ToListAsync(cancellation);
        var answered = await data.SurveysAnsweredBy(user.Id).ToListAsync(cancellation);
        return TypedResults.Ok(surveys.Select(survey => survey.ToOwn(answered.Contains(survey.Id))).ToArray());
    }

    public static async Task<Results<Ok<SurveySheet>, ProblemHttpResult>> GetAsync(
        Guid id, CurrentUser user, PinchangContext data, TimeProvider time, CancellationToken cancellation)
    {
        if (await FindAsync(id, data, cancellation) is not { } survey)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        if (!await IsAskedAsync(id, user, data, cancellation))
        {
            return SurveyRefusals.NotAsked.ToProblem();
        }

        var hasAnswered = await data.SurveysAnsweredBy(user.Id).AnyAsync(answered => answered == id, cancellation);
        return TypedResults.Ok(new SurveySheet(survey.ToOwn(hasAnswered), survey.StateAt(time.GetUtcNow()) == SurveyState.Open, survey.Introduction, survey.Questions));
    }

    public static async Task<Results<Ok<OwnSurvey>, ProblemHttpResult>> AnswerAsync(
        Guid id, AnswerSurvey body, HttpContext http, CurrentUser user, PinchangContext data, CancellationToken cancellation)
    {
        if (await FindAsync(id, data, cancellation) is not { } survey)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        if (!await IsAskedAsync(id, user, data, cancellation))
        {
            return SurveyRefusals.NotAsked.ToProblem();
        }

        var outcome = survey.Take(body, ReceivedAt.Of(http));
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        await using var transaction = await data.Database.BeginTransactionAsync(cancellation);
        if (!await data.TakeAsync(id, user.Id, cancellation))
        {
            return SurveyRefusals.Answered.ToProblem();
        }

        data.SurveyAnswers.Add(new(new Guid(RandomNumberGenerator.GetBytes(16)), id, outcome.Value));
        await data.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(CancellationToken.None);
        return TypedResults.Ok(survey.ToOwn(true));
    }

    private static Task<Survey?> FindAsync(Guid id, PinchangContext data, CancellationToken cancellation) =>
        data.Surveys.IgnoreQueryFilters().AsNoTracking().SingleOrDefaultAsync(survey => survey.Id == id && survey.PublishedAt != null, cancellation);

    private static Task<bool> IsAskedAsync(Guid id, CurrentUser user, PinchangContext data, CancellationToken cancellation) =>
        data.PeopleAsked(id).AnyAsync(person => person == user.Id, cancellation);

    private static OwnSurvey ToOwn(this Survey survey, bool hasAnswered) =>
        new(survey.Id, survey.Service, survey.SubjectName, survey.Title, survey.ClosesAt!.Value, hasAnswered);
}
