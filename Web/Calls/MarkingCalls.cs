using Pinchang.Contracts;
using Pinchang.Contracts.Exams;

namespace Pinchang.Web.Calls;

internal static class MarkingCalls
{
    public static Task<ApiAnswer<MarkerDesk>> MarkerDeskAsync(this ApiClient api) => api.GetAsync<MarkerDesk>("/api/marking/desk");

    public static Task<ApiAnswer<ClaimedAnswer>> TakeAnswerAsync(this ApiClient api, Guid roundId, string? questionId, Guid key) =>
        api.PostAsync<ClaimedAnswer>($"/api/marking-rounds/{roundId}/claims", new ClaimAnswer(questionId), key);

    public static Task<ApiAnswer<BlindTask>> AnswerToMarkAsync(this ApiClient api, Guid taskId) => api.GetAsync<BlindTask>($"/api/marking-tasks/{taskId}");

    public static Task<ApiAnswer<MarkReceipt>> MarkAnswerAsync(this ApiClient api, Guid taskId, GiveMark mark, Guid key) =>
        api.PostAsync<MarkReceipt>($"/api/marking-tasks/{taskId}/marks", mark, key);

    public static Task<ApiAnswer<Done>> ReturnAnswerAsync(this ApiClient api, Guid taskId, Guid key) =>
        api.PostAsync<Done>($"/api/marking-tasks/{taskId}/releases", null, key);

    public static Task<ApiAnswer<Page<WaitingAdjudication>>> AdjudicationsAsync(this ApiClient api, int page) =>
        api.GetAsync<Page<WaitingAdjudication>>("/api/marking/adjudications".With(("page", page)));

    public static Task<ApiAnswer<AdjudicationCase>> AdjudicationAsync(this ApiClient api, Guid taskId) =>
        api.GetAsync<AdjudicationCase>($"/api/marking-tasks/{taskId}/adjudication");

    public static Task<ApiAnswer<MarkDetails>> AdjudicateAsync(this ApiClient api, Guid taskId, Adjudicate decision, Guid key) =>
        api.PostAsync<MarkDetails>($"/api/marking-tasks/{taskId}/adjudications", decision, key);

    public static Task<ApiAnswer<MarkingOverview>> MarkingOverviewAsync(this ApiClient api, Guid projectId) =>
        api.GetAsync<MarkingOverview>($"/api/exam-projects/{projectId}/marking");

    public static Task<ApiAnswer<MarkingRoundSummary>> OpenMarkingAsync(this ApiClient api, Guid sittingId, OpenMarking request, Guid key) =>
        api.PostAsync<MarkingRoundSummary>($"/api/exam-sittings/{sittingId}/marking", request, key);

    public static Task<ApiAnswer<MarkingRoundDetails>> MarkingRoundAsync(this ApiClient api, Guid roundId) =>
        api.GetAsync<MarkingRoundDetails>($"/api/marking-rounds/{roundId}");

    public static Task<ApiAnswer<MarkingSettings>> ChangeMarkingAsync(this ApiClient api, Guid roundId, ChangeMarking change, Guid key) =>
        api.PostAsync<MarkingSettings>($"/api/marking-rounds/{roundId}/settings", change, key);

    public static Task<ApiAnswer<SpotCheckDetails>> SpotCheckAsync(this ApiClient api, Guid taskId) =>
        api.GetAsync<SpotCheckDetails>($"/api/marking-tasks/{taskId}/spot-check");

    public static Task<ApiAnswer<Done>> DecideSpotCheckAsync(this ApiClient api, Guid taskId, DecideSpotCheck decision, Guid key) =>
        api.PostAsync<Done>($"/api/marking-tasks/{taskId}/spot-checks", decision, key);

    public static Task<ApiAnswer<Done>> SendBackAnswerAsync(this ApiClient api, Guid taskId, ReopenTask request, Guid key) =>
        api.PostAsync<Done>($"/api/marking-tasks/{taskId}/reopenings", request, key);

    public static Task<ApiAnswer<Done>> DecideSelfNamingAsync(this ApiClient api, Guid scriptId, DecideSelfNaming decision, Guid key) =>
        api.PostAsync<Done>($"/api/marking-scripts/{scriptId}/self-naming-decisions", decision, key);
}
