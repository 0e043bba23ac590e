using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Surveys;
using Pinchang.Data;
using Pinchang.Data.Surveys;
using Pinchang.Domain;
using Pinchang.Domain.Notify;
using Pinchang.Domain.Surveys;

namespace Pinchang.Api.Surveys;

/// <summary>A questionnaire is begun from a template, changed, sent to everybody who used the service, and closed.</summary>
internal static class ManageSurveys
{
    public static async Task<Results<Ok<SurveyDetails>, ProblemHttpResult>> BeginAsync(
        BeginSurvey body, CurrentUser user, CommandContext command, PinchangContext data, SurveySubjects subjects, CancellationToken cancellation)
    {
        var agencyId = user.AgencyId!.Value;
        if (await subjects.FindAsync(body.Service, agencyId, body.SubjectId, cancellation) is not { } subject)
        {
            return SurveyRefusals.SubjectUnknown.On("subjectId").ToProblem();
        }

        await data.LockAsync($"surveys about {subject.Id}", cancellation);
        if (await data.Surveys.AnyAsync(survey => survey.SubjectId == subject.Id && survey.Audience == body.Audience, cancellation))
        {
            return SurveyRefusals.SubjectTaken.On("subjectId").ToProblem();
        }

        var outcome = Survey.Begin(Guid.CreateVersion7(command.ReceivedAt), agencyId, body, subject, command.ReceivedAt);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        data.Surveys.Add(outcome.Value);
        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(outcome.Value.ToDetails(0, command.ReceivedAt));
    }

    public static Task<Results<Ok<SurveyDetails>, ProblemHttpResult>> ChangeAsync(
        Guid id, ChangeSurvey body, CurrentUser user, CommandContext command, PinchangContext data, CancellationToken cancellation) =>
        StepAsync(id, survey => survey.Change(body), user, command, data, cancellation);

    public static async Task<Results<Ok<SurveyDetails>, ProblemHttpResult>> PublishAsync(
        Guid id, PublishSurvey body, CurrentUser user, CommandContext command, PinchangContext data, IOutbox outbox, CancellationToken cancellation)
    {
        var answer = await StepAsync(id, survey => survey.Publish(body, command.ReceivedAt), user, command, data, cancellation);
        if (answer.Result is Ok<SurveyDetails> { Value.Summary: { } survey })
        {
            var notice = Notices.SurveyOpened(survey.SubjectName, ChinaTime.Text(survey.ClosesAt!.Value));
            foreach (var person in await data.PeopleAsked(id).ToListAsync(cancellation))
            {
                outbox.Enqueue(notice.To(person, $"/surveys/{id}", user.AgencyId!.Value));
            }

            await data.SaveChangesAsync(cancellation);
        }

        return answer;
    }

    public static Task<Results<Ok<SurveyDetails>, ProblemHttpResult>> CloseAsync(
        Guid id, CurrentUser user, CommandContext command, PinchangContext data, CancellationToken cancellation) =>
        StepAsync(id, survey => survey.Close(command.ReceivedAt), user, command, data, cancellation);

    private static async Task<Results<Ok<SurveyDetails>, ProblemHttpResult>> StepAsync(
        Guid id, Func<Survey, Outcome<Survey>> step, CurrentUser user, CommandContext command, PinchangContext data, CancellationToken cancellation)
    {
        await data.LockAsync($"survey {id}", cancellation);
        if (await data.FindSurveyAsync(id, user, cancellation) is not { } survey)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        var outcome = step(survey);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(survey.ToDetails(await data.SurveyAnswers.CountAsync(answer => answer.SurveyId == id, cancellation), command.ReceivedAt));
    }
}
