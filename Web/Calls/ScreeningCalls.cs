using Pinchang.Contracts.Organisations;
using Pinchang.Contracts.Screening;

namespace Pinchang.Web.Calls;

internal static class ScreeningCalls
{
    private const string Desk = "/api/operations/screening";

    public static Task<ApiAnswer<ScreeningDesk>> ScreeningAsync(this ApiClient api) => api.GetAsync<ScreeningDesk>(Desk);

    public static Task<ApiAnswer<ScreeningRuleDetails>> ScreeningRuleAsync(this ApiClient api, string id) => api.GetAsync<ScreeningRuleDetails>(At(id));

    public static Task<ApiAnswer<ScreeningTried>> TryScreeningAsync(this ApiClient api, string text, Guid command) =>
        api.PostAsync<ScreeningTried>($"{Desk}/tries", new TryScreening(text), command);

    public static Task<ApiAnswer<ScreeningDesk>> PutScreeningRuleAsync(this ApiClient api, ScreeningRuleText rule, Guid command) =>
        api.PutAsync<ScreeningDesk>(At(rule.Id), rule, command);

    public static Task<ApiAnswer<ScreeningDesk>> TakeOutScreeningRuleAsync(this ApiClient api, string id, Guid command) =>
        api.PostAsync<ScreeningDesk>($"{At(id)}/removals", null, command);

    public static Task<ApiAnswer<ScreeningDesk>> BringBackScreeningAsync(this ApiClient api, int number, Guid command) =>
        api.PostAsync<ScreeningDesk>($"{Desk}/editions/{number}/restorations", null, command);

    public static Task<ApiAnswer<ScreeningDesk>> TryScreeningOnPastAsync(this ApiClient api, Guid command) => api.PostAsync<ScreeningDesk>($"{Desk}/trials", null, command);

    public static Task<ApiAnswer<ScreeningDesk>> SubmitScreeningAsync(this ApiClient api, string note, Guid command) =>
        api.PostAsync<ScreeningDesk>($"{Desk}/submissions", new SubmitScreening(note), command);

    public static Task<ApiAnswer<ScreeningDesk>> DecideScreeningAsync(this ApiClient api, DecideReview decision, Guid command) =>
        api.PostAsync<ScreeningDesk>($"{Desk}/review-decisions", decision, command);

    public static Task<ApiAnswer<ScreeningDesk>> DiscardScreeningAsync(this ApiClient api, Guid command) => api.PostAsync<ScreeningDesk>($"{Desk}/discards", null, command);

    private static string At(string id) => $"{Desk}/rules/{Uri.EscapeDataString(id)}";
}
