using Pinchang.Contracts;
using Pinchang.Contracts.Exams;

namespace Pinchang.Web.Calls;

/// <summary>What the exam office's pages ask about sittings.</summary>
internal static class SittingCalls
{
    public static Task<ApiAnswer<SittingDetails[]>> SittingsAsync(this ApiClient api, Guid projectId) =>
        api.GetAsync<SittingDetails[]>($"/api/exam-projects/{projectId}/sittings");

    public static Task<ApiAnswer<SittingDetails>> PlanSittingAsync(this ApiClient api, Guid projectId, PlanSittingRequest request, Guid key) =>
        api.PostAsync<SittingDetails>($"/api/exam-projects/{projectId}/sittings", request, key);

    public static Task<ApiAnswer<SittingDetails>> SittingAsync(this ApiClient api, Guid id) => api.GetAsync<SittingDetails>($"/api/exam-sittings/{id}");

    public static Task<ApiAnswer<Page<SittingSession>>> SittingSessionsAsync(this ApiClient api, Guid id, string? search, int page) =>
        api.GetAsync<Page<SittingSession>>($"/api/exam-sittings/{id}/sessions".With(("q", search), ("page", page)));

    public static Task<ApiAnswer<LateAnswers[]>> LateAnswersAsync(this ApiClient api, Guid id) =>
        api.GetAsync<LateAnswers[]>($"/api/exam-sittings/{id}/late-answers");

    public static Task<ApiAnswer<SessionOutage[]>> OutagesAsync(this ApiClient api, Guid id) =>
        api.GetAsync<SessionOutage[]>($"/api/exam-sittings/{id}/outages");

    public static Task<ApiAnswer<ArrangementResult>> ArrangeSittingAsync(this ApiClient api, Guid id, Guid key) =>
        api.PostAsync<ArrangementResult>($"/api/exam-sittings/{id}/arrangement", null, key);

    public static Task<ApiAnswer<SittingDetails>> ExtendSittingAsync(this ApiClient api, Guid id, ExtendRequest request, Guid key) =>
        api.PostAsync<SittingDetails>($"/api/exam-sittings/{id}/extensions", request, key);

    public static Task<ApiAnswer<ExamSessionView>> ExtendSessionAsync(this ApiClient api, Guid sessionId, ExtendRequest request, Guid key) =>
        api.PostAsync<ExamSessionView>($"/api/exam-sessions/{sessionId}/extensions", request, key);

    public static Task<ApiAnswer<ExamSessionView>> DecideLateAsync(this ApiClient api, Guid sessionId, DecideLateRequest request, Guid key) =>
        api.PostAsync<ExamSessionView>($"/api/exam-sessions/{sessionId}/late-decisions", request, key);

    public static Task<ApiAnswer<AnswerFileReceipt>> ImportAnswersAsync(this ApiClient api, Guid id, AnswerFile file, Guid key) =>
        api.PostAsync<AnswerFileReceipt>($"/api/exam-sittings/{id}/answer-files", file, key);

    public static Task<ApiAnswer<CompensationResult>> CompensateAsync(this ApiClient api, Guid id, CompensateRequest request, Guid key) =>
        api.PostAsync<CompensationResult>($"/api/exam-sittings/{id}/compensations", request, key);
}
