using Microsoft.EntityFrameworkCore;

namespace Pinchang.Data.Surveys;

/// <summary>Who may answer a questionnaire, and who has: asked of the database, where both are kept true.</summary>
public static class SurveyPeople
{
    /// <summary>Of one survey.</summary>
    public static IQueryable<Guid> PeopleAsked(this PinchangContext data, Guid surveyId) =>
        data.Database.SqlQuery<Guid>($"SELECT person_id AS \"Value\" FROM compliance.survey_people WHERE survey_id = {surveyId}");

    /// <summary>Of one person.</summary>
    public static IQueryable<Guid> SurveysAskedOf(this PinchangContext data, Guid personId) =>
        data.Database.SqlQuery<Guid>($"SELECT survey_id AS \"Value\" FROM compliance.survey_people WHERE person_id = {personId}");

    public static IQueryable<Guid> SurveysAnsweredBy(this PinchangContext data, Guid personId) =>
        data.Database.SqlQuery<Guid>($"SELECT survey_id AS \"Value\" FROM compliance.survey_takings WHERE person_id = {personId}");

    /// <summary>Writes down that the person has answered. False when they had before, also a moment ago from another window.</summary>
    public static async Task<bool> TakeAsync(this PinchangContext data, Guid surveyId, Guid personId, CancellationToken cancellation) =>
        await data.Database.ExecuteSqlAsync(
            $"INSERT INTO compliance.survey_takings (survey_id, person_id) VALUES ({surveyId}, {personId}) ON CONFLICT DO NOTHING", cancellation) == 1;
}
