using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Contracts.Notifications;

namespace Pinchang.Web.Calls;

internal static class ScoreCalls
{
    public static Task<ApiAnswer<ScoreOffice>> ScoreOfficeAsync(this ApiClient api, Guid projectId, int page) =>
        api.GetAsync<ScoreOffice>($"/api/exam-projects/{projectId}/scores".With(("page", page)));

    public static Task<ApiAnswer<ScoreList>> ScoreListAsync(this ApiClient api, Guid noticeId, string? search, int page) =>
        api.GetAsync<ScoreList>($"/api/score-notices/{noticeId}/scores".With(("q", search), ("page", page)));

    public static Task<ApiAnswer<SlipCheck>> CheckSlipAsync(this ApiClient api, string ticket, string code) =>
        api.GetAsync<SlipCheck>("/api/score-slips".With(("ticket", ticket), ("code", code)));

    public static Task<ApiAnswer<ScoreCheck>> CheckScoresAsync(this ApiClient api, Guid projectId, Guid key) =>
        api.PostAsync<ScoreCheck>($"/api/exam-projects/{projectId}/score-checks", null, key);

    public static Task<ApiAnswer<ScoreNoticeDetails>> AssembleScoresAsync(this ApiClient api, Guid projectId, Guid key) =>
        api.PostAsync<ScoreNoticeDetails>($"/api/exam-projects/{projectId}/score-notices", null, key);

    public static Task<ApiAnswer<ScoreNoticeDetails>> ConfirmScoresAsync(this ApiClient api, Guid noticeId, ConfirmScores request, Guid key) =>
        api.PostAsync<ScoreNoticeDetails>($"/api/score-notices/{noticeId}/confirmations", request, key);

    public static Task<ApiAnswer<ScoreNoticeDetails>> PublishScoresAsync(this ApiClient api, Guid noticeId, PublishScores request, Guid key) =>
        api.PostAsync<ScoreNoticeDetails>($"/api/score-notices/{noticeId}/publications", request, key);

    public static Task<ApiAnswer<ScoreNoticeDetails>> TakeDownScoresAsync(this ApiClient api, Guid noticeId, TakeDownScores request, Guid key) =>
        api.PostAsync<ScoreNoticeDetails>($"/api/score-notices/{noticeId}/withdrawals", request, key);

    public static Task<ApiAnswer<Page<Delivery>>> DeliveriesAsync(this ApiClient api, Guid noticeId, DeliveryState? state, string? search, int page) =>
        api.GetAsync<Page<Delivery>>($"/api/score-notices/{noticeId}/deliveries".With(("state", state), ("q", search), ("page", page)));

    public static Task<ApiAnswer<Done>> RepeatDeliveryAsync(this ApiClient api, Guid noticeId, Guid messageId, Guid key) =>
        api.PostAsync<Done>($"/api/score-notices/{noticeId}/deliveries/{messageId}/repeats", null, key);

    public static Task<ApiAnswer<RecheckFile>> RecheckAsync(this ApiClient api, Guid recheckId) => api.GetAsync<RecheckFile>($"/api/recheck-requests/{recheckId}");

    public static Task<ApiAnswer<RecheckDetails>> AnswerRecheckAsync(this ApiClient api, Guid recheckId, AnswerRecheck answer, Guid key) =>
        api.PostAsync<RecheckDetails>($"/api/recheck-requests/{recheckId}/answers", answer, key);

    public static Task<ApiAnswer<PublishedScores>> PublishedScoresAsync(this ApiClient api, Guid projectId, string? position, string? ticket, int page) =>
        api.GetAsync<PublishedScores>($"/api/exams/{projectId}/scores".With(("position", position), ("q", ticket), ("page", page)));

    public static Task<ApiAnswer<ScoreSlip>> ScoreSlipAsync(this ApiClient api, Guid registrationId) =>
        api.GetAsync<ScoreSlip>($"/api/exam-registrations/{registrationId}/score");

    public static Task<ApiAnswer<RecheckDetails>> AskRecheckAsync(this ApiClient api, Guid registrationId, RequestRecheck request, Guid key) =>
        api.PostAsync<RecheckDetails>($"/api/exam-registrations/{registrationId}/recheck-requests", request, key);
}
