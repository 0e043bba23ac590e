using Pinchang.Contracts;
using Pinchang.Contracts.Organisations;
using Pinchang.Contracts.Reviews;

namespace Pinchang.Web.Calls;

internal static class ReviewCalls
{
    private const string Desk = "/api/operations/reviews";

    public static Task<ApiAnswer<Page<ReviewCaseSummary>>> ReviewsAsync(this ApiClient api, ReviewKind? kind, bool mine, int hours, int page) =>
        api.GetAsync<Page<ReviewCaseSummary>>(Desk.With(("kind", kind), ("mine", mine), ("olderThanHours", hours), ("page", page)));

    public static Task<ApiAnswer<ReviewFigures[]>> ReviewFiguresAsync(this ApiClient api) => api.GetAsync<ReviewFigures[]>($"{Desk}/figures");

    public static Task<ApiAnswer<ReviewDay[]>> ReviewDaysAsync(this ApiClient api) => api.GetAsync<ReviewDay[]>($"{Desk}/days");

    public static Task<ApiAnswer<ReviewAppealDetails>> ReviewAppealAsync(this ApiClient api, Guid thingId) =>
        api.GetAsync<ReviewAppealDetails>($"/api/review-appeals/{thingId}");

    public static Task<ApiAnswer<ReviewAppealDetails>> AppealReviewAsync(this ApiClient api, Guid thingId, AppealReview appeal, Guid key) =>
        api.PostAsync<ReviewAppealDetails>($"/api/review-appeals/{thingId}", appeal, key);

    public static Task<ApiAnswer<Done>> ClaimReviewAsync(this ApiClient api, Guid id, Guid key) => api.PostAsync<Done>($"{Desk}/{id}/claims", null, key);

    public static Task<ApiAnswer<UndoableReview[]>> UndoableReviewsAsync(this ApiClient api) => api.GetAsync<UndoableReview[]>($"{Desk}/undoable");

    public static Task<ApiAnswer<Done>> TakeReviewBackAsync(this ApiClient api, Guid id, Guid key) => api.PostAsync<Done>($"{Desk}/{id}/undoings", null, key);

    public static Task<ApiAnswer<Done>> ReleaseReviewAsync(this ApiClient api, Guid id, Guid key) => api.PostAsync<Done>($"{Desk}/{id}/releases", null, key);

    public static Task<ApiAnswer<Done>> DeclareTieAsync(this ApiClient api, DeclareTie tie, Guid key) =>
        api.PostAsync<Done>("/api/operations/reviewer-ties", tie, key);

    public static Task<ApiAnswer<Page<ReviewSampleSummary>>> ReviewSamplesAsync(this ApiClient api, SampledKind? kind, int page) =>
        api.GetAsync<Page<ReviewSampleSummary>>("/api/operations/review-samples".With(("kind", kind), ("page", page)));

    public static Task<ApiAnswer<Done>> DecideSampleAsync(this ApiClient api, Guid id, DecideSample decision, Guid key) =>
        api.PostAsync<Done>($"/api/operations/review-samples/{id}/decisions", decision, key);

    public static Task<ApiAnswer<SamplingStanding>> SamplingAsync(this ApiClient api) => api.GetAsync<SamplingStanding>("/api/operations/sampling");

    public static Task<ApiAnswer<Done>> SetSamplingShareAsync(this ApiClient api, SetSamplingShare share, Guid key) =>
        api.PostAsync<Done>("/api/operations/sampling/shares", share, key);

    public static Task<ApiAnswer<LicenceDetails>> LicenceAsync(this ApiClient api, Guid id) => api.GetAsync<LicenceDetails>($"/api/operations/licences/{id}");

    /// <summary>Each kind is decided where its own rules stand.</summary>
    public static Task<ApiAnswer<Done>> DecideAsync(this ApiClient api, ReviewKind kind, Guid thingId, DecideReview decision, Guid key) => kind switch
    {
        ReviewKind.Employer => api.DecideEmployerAsync(thingId, decision, key),
        ReviewKind.Licence => api.DecideLicenceAsync(thingId, decision, key),
        _ => api.DecideJobAsync(thingId, decision, key),
    };
}
