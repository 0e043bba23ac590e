using Pinchang.Contracts;
using Pinchang.Contracts.Organisations;

namespace Pinchang.Web.Calls;

internal static class LicenceCalls
{
    public static Task<ApiAnswer<LicenceDetails[]>> OwnLicencesAsync(this ApiClient api) =>
        api.GetAsync<LicenceDetails[]>("/api/employers/mine/licences");

    public static Task<ApiAnswer<LicenceDetails>> HandInOwnLicenceAsync(this ApiClient api, HandInLicence licence, Guid key) =>
        api.PostAsync<LicenceDetails>("/api/employers/mine/licences", licence, key);

    public static Task<ApiAnswer<LicenceDetails>> HandInAgencyLicenceAsync(this ApiClient api, HandInLicence licence, Guid key) =>
        api.PostAsync<LicenceDetails>("/api/operations/licences", licence, key);

    public static Task<ApiAnswer<Page<LicenceDetails>>> LicencesAsync(this ApiClient api, LicenceState? state, bool own, bool due) =>
        api.GetAsync<Page<LicenceDetails>>("/api/operations/licences".With(("state", state), ("own", own), ("due", due)));

    public static Task<ApiAnswer<Done>> DecideLicenceAsync(this ApiClient api, Guid id, DecideReview decision, Guid key) =>
        api.PostAsync<Done>($"/api/licences/{id}/review-decisions", decision, key);

    public static Task<ApiAnswer<AgencyQualifications[]>> QualificationsAsync(this ApiClient api) =>
        api.GetAsync<AgencyQualifications[]>("/api/qualifications");
}
