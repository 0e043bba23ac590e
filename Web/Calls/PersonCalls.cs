using Pinchang.Contracts;
using Pinchang.Contracts.Accounts;
using Pinchang.Contracts.Persons;

namespace Pinchang.Web.Calls;

internal static class PersonCalls
{
    public static Task<ApiAnswer<PersonFile>> PersonAsync(this ApiClient api) => api.GetAsync<PersonFile>("/api/person");

    public static Task<ApiAnswer<ConsentStanding[]>> DecideConsentAsync(this ApiClient api, DecideConsent consent, Guid key) =>
        api.PostAsync<ConsentStanding[]>("/api/person/consents", consent, key);

    public static Task<ApiAnswer<Done>> CorrectNameAsync(this ApiClient api, CorrectName name) => api.PutAsync<Done>("/api/person/name", name);

    public static Task<ApiAnswer<PhoneCodeSent>> SendChangeCodeAsync(this ApiClient api, string phone) =>
        api.PostAsync<PhoneCodeSent>("/api/phone-codes", new RequestPhoneCode(phone, PhoneCodePurpose.ChangePhone));

    public static Task<ApiAnswer<Done>> CorrectPhoneAsync(this ApiClient api, CorrectPhone phone) => api.PutAsync<Done>("/api/person/phone", phone);

    public static Task<ApiAnswer<ClosureStanding>> CloseAccountAsync(this ApiClient api, Guid key) => api.PostAsync<ClosureStanding>("/api/person/closures", null, key);

    public static Task<ApiAnswer<Done>> KeepAccountAsync(this ApiClient api, Guid key) => api.PostAsync<Done>("/api/person/closure-withdrawals", null, key);

    public static Task<ApiAnswer<RevealedValue>> RevealAsync(this ApiClient api, Reveal reveal, Guid key) => api.PostAsync<RevealedValue>("/api/reveals", reveal, key);

    public static Task<ApiAnswer<RetentionPlan>> RetentionAsync(this ApiClient api) => api.GetAsync<RetentionPlan>("/api/operations/retention");
}
