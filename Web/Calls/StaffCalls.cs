using Pinchang.Contracts.Organisations;
using Pinchang.Contracts.Staff;

namespace Pinchang.Web.Calls;

internal static class StaffCalls
{
    public static Task<ApiAnswer<OwnQualifications>> OwnQualificationsAsync(this ApiClient api) => api.GetAsync<OwnQualifications>("/api/my/qualifications");

    public static Task<ApiAnswer<QualificationDetails>> HandInQualificationAsync(this ApiClient api, HandInQualification paper, Guid key) =>
        api.PostAsync<QualificationDetails>("/api/my/qualifications", paper, key);

    public static Task<ApiAnswer<StaffList>> StaffAsync(this ApiClient api, StaffShelf shelf, string? q, string? role, int page) =>
        api.GetAsync<StaffList>("/api/operations/staff".With(("shelf", shelf), ("q", q), ("role", role), ("page", page)));

    public static Task<ApiAnswer<StaffDetails>> StaffMemberAsync(this ApiClient api, Guid userId) => api.GetAsync<StaffDetails>($"/api/operations/staff/{userId}");

    public static Task<ApiAnswer<QualificationDetails>> DecideQualificationAsync(this ApiClient api, Guid id, DecideReview decision, Guid key) =>
        api.PostAsync<QualificationDetails>($"/api/operations/qualifications/{id}/review-decisions", decision, key);
}
