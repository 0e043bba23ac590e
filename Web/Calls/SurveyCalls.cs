using Pinchang.Contracts;
using Pinchang.Contracts.Surveys;

namespace Pinchang.Web.Calls;

internal static class SurveyCalls
{
    private const string Desk = "/api/operations/surveys";

    public static Task<ApiAnswer<OwnSurvey[]>> OwnSurveysAsync(this ApiClient api, Guid? about = null) =>
        api.GetAsync<OwnSurvey[]>("/api/surveys/mine".With(("about", about)));

    public static Task<ApiAnswer<SurveySheet>> SurveySheetAsync(this ApiClient api, Guid id) => api.GetAsync<SurveySheet>($"/api/surveys/{id}");

    public static Task<ApiAnswer<OwnSurvey>> AnswerSurveyAsync(this ApiClient api, Guid id, AnswerSurvey answers) =>
        api.PostAsync<OwnSurvey>($"/api/surveys/{id}/answers", answers);

    public static Task<ApiAnswer<Page<SurveySummary>>> SurveysAsync(this ApiClient api, int page) => api.GetAsync<Page<SurveySummary>>(Desk.With(("page", page)));

    public static Task<ApiAnswer<SurveySubject[]>> SurveySubjectsAsync(this ApiClient api, SurveyService service) =>
        api.GetAsync<SurveySubject[]>($"{Desk}/subjects".With(("service", service)));

    public static Task<ApiAnswer<SurveyResults>> SurveyResultsAsync(this ApiClient api, Guid id) => api.GetAsync<SurveyResults>($"{Desk}/{id}/results");

    public static Task<ApiAnswer<SurveyDetails>> BeginSurveyAsync(this ApiClient api, BeginSurvey survey, Guid key) => api.PostAsync<SurveyDetails>(Desk, survey, key);

    public static Task<ApiAnswer<SurveyDetails>> ChangeSurveyAsync(this ApiClient api, Guid id, ChangeSurvey change, Guid key) =>
        api.PutAsync<SurveyDetails>($"{Desk}/{id}", change, key);

    public static Task<ApiAnswer<SurveyDetails>> PublishSurveyAsync(this ApiClient api, Guid id, int days, Guid key) =>
        api.PostAsync<SurveyDetails>($"{Desk}/{id}/publications", new PublishSurvey(days), key);

    public static Task<ApiAnswer<SurveyDetails>> CloseSurveyAsync(this ApiClient api, Guid id, Guid key) => api.PostAsync<SurveyDetails>($"{Desk}/{id}/closures", null, key);
}
