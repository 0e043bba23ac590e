using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Surveys;
using Pinchang.Contracts.Evaluations;
using Pinchang.Contracts.Improvements;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Evaluations;
using Pinchang.Domain.Surveys;

namespace Pinchang.Api.Evaluations;

/// <summary>A questionnaire that closed in the period.</summary>
internal sealed record EvaluatedSurvey(Guid Id, string Name, string SubjectName, int Answered, double? Mean);

/// <summary>Counts how a service did in the period of a sheet.</summary>
internal sealed class EvaluationCounter(PinchangContext data, SurveySubjects subjects, TimeProvider time)
{
    public async Task<EvaluationFigures> CountAsync(Evaluation evaluation, CancellationToken cancellation)
    {
        var (begins, ends, agencyId) = (evaluation.Begins(), evaluation.Ends(), evaluation.AgencyId);
        var surveys = await SurveysAsync(evaluation, cancellation);
        var scored = surveys.Where(survey => survey.Mean is not null).ToList();
        var best = scored.MaxBy(survey => survey.Mean);
        var (received, answered, onTime) = await ComplaintsAsync(evaluation, cancellation);
        var improvements = data.Improvements.AsNoTracking().Where(one => one.AgencyId == agencyId);
        return new(
            await subjects.CountAsync(evaluation.Service, agencyId, begins, ends, cancellation),
            surveys.Count,
            scored.Count == 0 ? null : scored.Sum(survey => survey.Mean!.Value * survey.Answered) / scored.Sum(survey => survey.Answered),
            best?.SubjectName, best?.Mean, received, answered, onTime,
            await data.Incidents.CountAsync(incident => incident.AgencyId == agencyId && incident.OpenedAt >= begins && incident.OpenedAt < ends, cancellation),
            await improvements.CountAsync(one => one.OpenedAt >= begins && one.OpenedAt < ends, cancellation),
            await improvements.CountAsync(one => one.State == ImprovementState.Verified && one.ClosedAt >= begins && one.ClosedAt < ends, cancellation));
    }

    /// <summary>Newest first; the mean only where enough people answered.</summary>
    public async Task<List<EvaluatedSurvey>> SurveysAsync(Evaluation evaluation, CancellationToken cancellation)
    {
        var (begins, ends, now) = (evaluation.Begins(), evaluation.Ends(), time.GetUtcNow());
        var closed = await data.Surveys.AsNoTracking()
            .Where(survey => survey.AgencyId == evaluation.AgencyId && survey.Service == evaluation.Service && survey.ClosesAt <= now && survey.ClosesAt >= begins && survey.ClosesAt < ends)
            .OrderByDescending(survey => survey.ClosesAt).ThenBy(survey => survey.Id).ToListAsync(cancellation);
        Guid[] ids = [.. closed.Select(survey => survey.Id)];
        var answers = (await data.SurveyAnswers.AsNoTracking().Where(answer => ids.Contains(answer.SurveyId)).ToListAsync(cancellation)).ToLookup(answer => answer.SurveyId, answer => answer.Body);
        return
        [
            .. closed.Select(survey =>
            {
                var bodies = answers[survey.Id].ToList();
                return new EvaluatedSurvey(
                    survey.Id, $"{survey.Title} · {survey.SubjectName}", survey.SubjectName, bodies.Count,
                    SurveyTally.IsReadable(survey, bodies.Count, now) ? SurveyTally.MeanOf(bodies) : null);
            }),
        ];
    }

    /// <summary>All of the agency's: a complaint is about a thing, not about a service.</summary>
    public async Task<(int Received, int Answered, int OnTime)> ComplaintsAsync(Evaluation evaluation, CancellationToken cancellation)
    {
        var (begins, ends) = (evaluation.Begins(), evaluation.Ends());
        var received = data.Complaints.AsNoTracking().Where(one => one.AgencyId == evaluation.AgencyId && one.SubmittedAt >= begins && one.SubmittedAt < ends && one.MergedIntoId == null);
        return (
            await received.CountAsync(cancellation),
            await received.CountAsync(one => one.AnsweredAt != null, cancellation),
            await received.CountAsync(one => one.AnsweredAt != null && one.AnsweredAt <= one.AnswerBy, cancellation));
    }
}

internal static class EvaluationPeriods
{
    public static DateTimeOffset Begins(this Evaluation evaluation) => ChinaTime.StartOf(evaluation.From);

    public static DateTimeOffset Ends(this Evaluation evaluation) => ChinaTime.EndOf(evaluation.Until);
}
