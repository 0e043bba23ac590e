using Pinchang.Contracts;
using Pinchang.Contracts.Evaluations;
using Pinchang.Contracts.Surveys;

namespace Pinchang.Web.Calls;

internal static class EvaluationCalls
{
    private const string Desk = "/api/operations/evaluations";

    public static Task<ApiAnswer<Page<EvaluationSummary>>> EvaluationsAsync(this ApiClient api, SurveyService? service, EvaluationState? state, int page) =>
        api.GetAsync<Page<EvaluationSummary>>(Desk.With(("service", service), ("state", state), ("page", page)));

    public static Task<ApiAnswer<EvaluationDue[]>> EvaluationsDueAsync(this ApiClient api) => api.GetAsync<EvaluationDue[]>($"{Desk}/due");

    public static Task<ApiAnswer<EvaluationDetails>> EvaluationAsync(this ApiClient api, Guid id) => api.GetAsync<EvaluationDetails>($"{Desk}/{id}");

    public static Task<ApiAnswer<EvidenceCandidate[]>> EvaluationEvidenceAsync(this ApiClient api, Guid id) => api.GetAsync<EvidenceCandidate[]>($"{Desk}/{id}/evidence");

    public static Task<ApiAnswer<EvaluationDetails>> OpenEvaluationAsync(this ApiClient api, OpenEvaluation evaluation, Guid key) =>
        api.PostAsync<EvaluationDetails>(Desk, evaluation, key);

    public static Task<ApiAnswer<EvaluationDetails>> GradeEvaluationRowAsync(this ApiClient api, Guid id, Guid rowId, GradeRow grade, Guid key) =>
        api.PutAsync<EvaluationDetails>($"{Desk}/{id}/rows/{rowId}", grade, key);

    public static Task<ApiAnswer<EvaluationDetails>> HearOutsideAsync(this ApiClient api, Guid id, RecordOutsideView view, Guid key) =>
        api.PutAsync<EvaluationDetails>($"{Desk}/{id}/outside-view", view, key);

    public static Task<ApiAnswer<EvaluationDetails>> CloseEvaluationAsync(this ApiClient api, Guid id, CloseEvaluation closing, Guid key) =>
        api.PostAsync<EvaluationDetails>($"{Desk}/{id}/closures", closing, key);
}
