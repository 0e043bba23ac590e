using Pinchang.Contracts;
using Pinchang.Contracts.Accounts;
using Pinchang.Contracts.Maintenance;
using Pinchang.Contracts.Notifications;

namespace Pinchang.Web.Calls;

internal static class AccountCalls
{
    public static Task<ApiAnswer<PhoneCodeSent>> SendPhoneCodeAsync(this ApiClient api, string phone, Guid key) =>
        api.PostAsync<PhoneCodeSent>("/api/phone-codes", new RequestPhoneCode(phone, PhoneCodePurpose.SignIn), key);

    public static Task<ApiAnswer<SignedIn>> SignInAsync(this ApiClient api, SignInByPhone request, Guid key) =>
        api.PostAsync<SignedIn>("/api/sessions/phone", request, key);

    public static Task<ApiAnswer<SignedIn>> SignInAsync(this ApiClient api, SignInByPassword request, Guid key) =>
        api.PostAsync<SignedIn>("/api/sessions/password", request, key);

    public static Task<ApiAnswer<SignedIn>> SignInAsync(this ApiClient api, SignInSecondFactor request, Guid key) =>
        api.PostAsync<SignedIn>("/api/sessions/second-factor", request, key);

    public static Task<ApiAnswer<Done>> SignOutAsync(this ApiClient api) => api.DeleteAsync("/api/sessions/current");

    public static Task<ApiAnswer<Done>> ChangePasswordAsync(this ApiClient api, ChangePassword request) =>
        api.PutAsync<Done>("/api/account/password", request);

    public static Task<ApiAnswer<SessionSummary[]>> OwnSessionsAsync(this ApiClient api) =>
        api.GetAsync<SessionSummary[]>("/api/account/sessions");

    public static Task<ApiAnswer<Done>> RevokeSessionAsync(this ApiClient api, Guid id) => api.DeleteAsync($"/api/account/sessions/{id}");

    public static Task<ApiAnswer<PasskeySummary[]>> OwnPasskeysAsync(this ApiClient api) => api.GetAsync<PasskeySummary[]>("/api/account/passkeys");

    public static Task<ApiAnswer<Done>> RemovePasskeyAsync(this ApiClient api, string id) => api.DeleteAsync($"/api/account/passkeys/{Uri.EscapeDataString(id)}");

    public static Task<ApiAnswer<SecondFactorSecret>> PrepareSecondFactorAsync(this ApiClient api) =>
        api.PutAsync<SecondFactorSecret>("/api/account/second-factor", new { });

    public static Task<ApiAnswer<Done>> ConfirmSecondFactorAsync(this ApiClient api, string code, Guid key) =>
        api.PostAsync<Done>("/api/account/second-factor/confirmations", new ConfirmSecondFactor(code), key);

    public static Task<ApiAnswer<Page<InboxMessage>>> InboxAsync(this ApiClient api, int page) =>
        api.GetAsync<Page<InboxMessage>>("/api/inbox".With(("page", page)));

    public static Task<ApiAnswer<Done>> OpenMessageAsync(this ApiClient api, Guid id, Guid key) =>
        api.PostAsync<Done>($"/api/inbox/{id}/opening", null, key);

    public static Task<ApiAnswer<Page<SentMessage>>> SentMessagesAsync(this ApiClient api, DeliveryState? state, MessageChannel? channel, string? search, int page) =>
        api.GetAsync<Page<SentMessage>>("/api/operations/messages".With(("state", state), ("channel", channel), ("q", search), ("page", page)));

    public static Task<ApiAnswer<Done>> ResendMessageAsync(this ApiClient api, Guid id, Guid key) =>
        api.PostAsync<Done>($"/api/operations/messages/{id}/resendings", null, key);

    public static Task<ApiAnswer<ResentMessages>> ResendMessagesAsync(this ApiClient api, ResendMessages which, Guid key) =>
        api.PostAsync<ResentMessages>("/api/operations/message-resendings", which, key);

    public static Task<ApiAnswer<Page<SignInSummary>>> SignInsAsync(this ApiClient api, params (string Name, object? Value)[] query) =>
        api.GetAsync<Page<SignInSummary>>("/api/operations/sign-ins".With(query));

    public static Task<ApiAnswer<Page<MaintenanceLine>>> MaintenanceAsync(this ApiClient api, int page) =>
        api.GetAsync<Page<MaintenanceLine>>("/api/operations/maintenance".With(("page", page)));
}
