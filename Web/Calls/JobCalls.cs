using Pinchang.Contracts;
using Pinchang.Contracts.Jobs;
using Pinchang.Contracts.Organisations;

namespace Pinchang.Web.Calls;

internal static class JobCalls
{
    public static Task<ApiAnswer<Page<JobSummary>>> JobsAsync(
        this ApiClient api, string? search, string? city, int page, Guid? employerId = null) =>
        api.GetAsync<Page<JobSummary>>("/api/jobs".With(("q", search), ("city", city), ("page", page), ("employerId", employerId)));

    public static Task<ApiAnswer<JobDetails>> JobAsync(this ApiClient api, Guid id) => api.GetAsync<JobDetails>($"/api/jobs/{id}");

    public static Task<ApiAnswer<Page<JobDetails>>> MyJobsAsync(this ApiClient api, JobState? state, int page = 1) =>
        api.GetAsync<Page<JobDetails>>("/api/employers/mine/jobs".With(("state", state), ("page", page)));

    public static Task<ApiAnswer<JobDetails>> PostJobAsync(this ApiClient api, PostJob job, Guid key) =>
        api.PostAsync<JobDetails>("/api/jobs", job, key);

    public static Task<ApiAnswer<JobDetails>> ChangeJobAsync(this ApiClient api, Guid id, PostJob job) =>
        api.PutAsync<JobDetails>($"/api/jobs/{id}", job);

    public static Task<ApiAnswer<Done>> CloseJobAsync(this ApiClient api, Guid id, Guid key) =>
        api.PostAsync<Done>($"/api/jobs/{id}/closure", null, key);

    public static Task<ApiAnswer<Page<JobDetails>>> JobsToReviewAsync(this ApiClient api, JobState? state, int page) =>
        api.GetAsync<Page<JobDetails>>("/api/operations/jobs".With(("state", state), ("page", page)));

    public static Task<ApiAnswer<CollectionChannelStanding[]>> CollectionChannelsAsync(this ApiClient api) =>
        api.GetAsync<CollectionChannelStanding[]>("/api/operations/collection-channels");

    public static Task<ApiAnswer<CollectionChannelStanding[]>> DecideChannelAsync(this ApiClient api, CollectionChannel channel, DecideChannel decision, Guid key) =>
        api.PutAsync<CollectionChannelStanding[]>($"/api/operations/collection-channels/{channel}", decision, key);

    public static Task<ApiAnswer<Done>> DecideJobAsync(this ApiClient api, Guid id, DecideReview decision, Guid key) =>
        api.PostAsync<Done>($"/api/jobs/{id}/review-decisions", decision, key);
}
