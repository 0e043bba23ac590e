using Pinchang.Contracts.Organisations;
using Pinchang.Contracts.Staff;

namespace Pinchang.Web.Calls;

internal static class StaffCalls
{
    public static Task<ApiAnswer<OwnQualifications>> OwnQualificationsAsync(this ApiClient api) => api.GetAsync<OwnQualifications>("/api/my/qualifications");

    public static Task<ApiAnswer<QualificationDetails>> HandInQualificationAsync(this ApiClient api, HandInQualification paper, Guid key) =>
        api.PostAsync<QualificationDetails>("/api/my/qualifications", paper, key);

    public static Task<ApiAnswer<AgreementText>> AgreementAsync(this ApiClient api, string key, int? version) =>
        api.GetAsync<AgreementText>($"/api/my/agreements/{Uri.EscapeDataString(key)}".With(("version", version)));

    public static Task<ApiAnswer<AgreementText>> SignAgreementAsync(this ApiClient api, string key, int version, SignAgreement signature) =>
        api.PutAsync<AgreementText>($"/api/my/agreements/{Uri.EscapeDataString(key)}/{version}/signature", signature);

    public static Task<ApiAnswer<AgreementText>> AgreementOfAsync(this ApiClient api, Guid userId, string key, int version) =>
        api.GetAsync<AgreementText>($"/api/operations/staff/{userId}/agreements/{Uri.EscapeDataString(key)}/{version}");

    public static Task<ApiAnswer<StaffList>> StaffAsync(this ApiClient api, StaffShelf shelf, string? q, string? role, int page) =>
        api.GetAsync<StaffList>("/api/operations/staff".With(("shelf", shelf), ("q", q), ("role", role), ("page", page)));

    public static Task<ApiAnswer<StaffDetails>> StaffMemberAsync(this ApiClient api, Guid userId) => api.GetAsync<StaffDetails>($"/api/operations/staff/{userId}");

    public static Task<ApiAnswer<QualificationDetails>> DecideQualificationAsync(this ApiClient api, Guid id, DecideReview decision, Guid key) =>
        api.PostAsync<QualificationDetails>($"/api/operations/qualifications/{id}/review-decisions", decision, key);
}
