using Pinchang.Contracts;
using Pinchang.Contracts.Organisations;

namespace Pinchang.Web.Calls;

internal static class OrganisationCalls
{
    public static Task<ApiAnswer<EmployerDetails>> RegisterEmployerAsync(this ApiClient api, RegisterEmployer request, Guid key) =>
        api.PostAsync<EmployerDetails>("/api/employers", request, key);

    public static Task<ApiAnswer<EmployerDetails>> MyEmployerAsync(this ApiClient api) =>
        api.GetAsync<EmployerDetails>("/api/employers/mine");

    public static Task<ApiAnswer<EmployerDetails>> EmployerAsync(this ApiClient api, Guid id) =>
        api.GetAsync<EmployerDetails>($"/api/employers/{id}");

    public static Task<ApiAnswer<Page<EmployerSummary>>> EmployersToReviewAsync(
        this ApiClient api, EmployerState? state, string? search, int page) =>
        api.GetAsync<Page<EmployerSummary>>("/api/operations/employers".With(("state", state), ("q", search), ("page", page)));

    public static Task<ApiAnswer<Done>> DecideEmployerAsync(this ApiClient api, Guid id, DecideReview decision, Guid key) =>
        api.PostAsync<Done>($"/api/employers/{id}/review-decisions", decision, key);
}
