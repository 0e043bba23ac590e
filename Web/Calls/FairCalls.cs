using Pinchang.Contracts;
using Pinchang.Contracts.Fairs;

namespace Pinchang.Web.Calls;

internal static class FairCalls
{
    public static Task<ApiAnswer<Page<FairSummary>>> FairsAsync(this ApiClient api, FairPhase phase, int page = 1) =>
        api.GetAsync<Page<FairSummary>>("/api/fairs".With(("phase", phase), ("page", page)));

    /// <summary>The agency's own, drafts too.</summary>
    public static Task<ApiAnswer<Page<FairSummary>>> OwnFairsAsync(this ApiClient api, int page) =>
        api.GetAsync<Page<FairSummary>>("/api/operations/fairs".With(("page", page)));

    /// <summary>Those that the employer takes part in, or asked to.</summary>
    public static Task<ApiAnswer<EmployerFair[]>> ExhibitedFairsAsync(this ApiClient api) => api.GetAsync<EmployerFair[]>("/api/recruiting/fairs");

    public static Task<ApiAnswer<FairDetails>> FairAsync(this ApiClient api, Guid id) => api.GetAsync<FairDetails>($"/api/fairs/{id}");

    public static Task<ApiAnswer<FairDetails>> MakeFairAsync(this ApiClient api, SaveFair fair, Guid key) =>
        api.PostAsync<FairDetails>("/api/fairs", fair, key);

    public static Task<ApiAnswer<FairDetails>> SaveFairAsync(this ApiClient api, Guid id, SaveFair fair) =>
        api.PutAsync<FairDetails>($"/api/fairs/{id}", fair);

    public static Task<ApiAnswer<Done>> PublishFairAsync(this ApiClient api, Guid id, PublishFair publication, Guid key) =>
        api.PostAsync<Done>($"/api/fairs/{id}/publications", publication, key);

    public static Task<ApiAnswer<FairPublication[]>> FairPublicationsAsync(this ApiClient api, Guid id) =>
        api.GetAsync<FairPublication[]>($"/api/fairs/{id}/publications");

    public static Task<ApiAnswer<Done>> ProveFairNoticeAsync(this ApiClient api, Guid id, Guid taskId, string proof, Guid key) =>
        api.PostAsync<Done>($"/api/fairs/{id}/notice-tasks/{taskId}/proofs", new ProveNotice(proof), key);

    public static Task<ApiAnswer<Done>> ChangeFairAsync(this ApiClient api, Guid id, ChangeFair change, Guid key) =>
        api.PostAsync<Done>($"/api/fairs/{id}/changes", change, key);

    public static Task<ApiAnswer<Done>> CancelFairAsync(this ApiClient api, Guid id, string reason, Guid key) =>
        api.PostAsync<Done>($"/api/fairs/{id}/cancellations", new CancelFair(reason), key);

    public static Task<ApiAnswer<Done>> RegisterForFairAsync(this ApiClient api, Guid id, bool entrusted, Guid key) =>
        api.PostAsync<Done>($"/api/fairs/{id}/registrations", new RegisterForFair(entrusted), key);

    public static Task<ApiAnswer<Done>> WithdrawFromFairAsync(this ApiClient api, Guid id, Guid key) =>
        api.PostAsync<Done>($"/api/fairs/{id}/registration-withdrawals", null, key);

    public static Task<ApiAnswer<Done>> EntrustFairRegistrationAsync(this ApiClient api, Guid id, bool entrusted, Guid key) =>
        api.PostAsync<Done>($"/api/fairs/{id}/registration-entrustments", new EntrustFairRegistration(entrusted), key);

    public static Task<ApiAnswer<Page<FairRegistrationDetails>>> FairRegistrationsAsync(
        this ApiClient api, Guid id, FairRegistrationState state, int page) =>
        api.GetAsync<Page<FairRegistrationDetails>>($"/api/fairs/{id}/registrations".With(("state", state), ("page", page)));

    public static Task<ApiAnswer<RegistrationsDecided>> DecideFairRegistrationsAsync(this ApiClient api, Guid id, DecideRegistrations decision, Guid key) =>
        api.PostAsync<RegistrationsDecided>($"/api/fairs/{id}/registration-decisions", decision, key);

    public static Task<ApiAnswer<ExhibitorChoices>> ExhibitorChoicesAsync(this ApiClient api, Guid id) =>
        api.GetAsync<ExhibitorChoices>($"/api/fairs/{id}/exhibitor-choices");

    public static Task<ApiAnswer<ExhibitorDetails>> RegisterExhibitorAsync(this ApiClient api, Guid id, RegisterExhibitor exhibitor, Guid key) =>
        api.PostAsync<ExhibitorDetails>($"/api/fairs/{id}/exhibitors", exhibitor, key);

    public static Task<ApiAnswer<ExhibitorDetails[]>> ExhibitorsAsync(this ApiClient api, Guid id, FairRegistrationState state) =>
        api.GetAsync<ExhibitorDetails[]>($"/api/fairs/{id}/exhibitors".With(("state", state)));

    public static Task<ApiAnswer<Done>> DecideExhibitorAsync(this ApiClient api, Guid id, DecideExhibitor decision, Guid key) =>
        api.PostAsync<Done>($"/api/fairs/{id}/exhibitor-decisions", decision, key);

    public static Task<ApiAnswer<LobbyDetails>> LobbyAsync(this ApiClient api, Guid id, string? search, Guid? hall, string? city) =>
        api.GetAsync<LobbyDetails>($"/api/fairs/{id}/lobby".With(("q", search), ("hall", hall), ("city", city)));

    public static Task<ApiAnswer<BoothDetails>> BoothAsync(this ApiClient api, Guid id) => api.GetAsync<BoothDetails>($"/api/booths/{id}");

    public static Task<ApiAnswer<Done>> ChangeBoothAsync(this ApiClient api, Guid id, ChangeBooth change) =>
        api.PutAsync<Done>($"/api/booths/{id}", change);

    public static Task<ApiAnswer<TalkDetails>> TalkAsync(this ApiClient api, Guid id) => api.GetAsync<TalkDetails>($"/api/talks/{id}");

    public static Task<ApiAnswer<FairReport>> FairReportAsync(this ApiClient api, Guid id) =>
        api.GetAsync<FairReport>($"/api/fairs/{id}/summary");
}
