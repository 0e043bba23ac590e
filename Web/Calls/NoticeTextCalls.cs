using Pinchang.Contracts.Notifications;

namespace Pinchang.Web.Calls;

internal static class NoticeTextCalls
{
    private const string Texts = "/api/operations/notice-texts";

    public static Task<ApiAnswer<NoticeTextSummary[]>> NoticeTextsAsync(this ApiClient api) => api.GetAsync<NoticeTextSummary[]>(Texts);

    public static Task<ApiAnswer<NoticeTextDetails>> NoticeTextAsync(this ApiClient api, string key) => api.GetAsync<NoticeTextDetails>(At(key));

    public static Task<ApiAnswer<NoticeTextDetails>> EditNoticeTextAsync(this ApiClient api, string key, EditNoticeText edit, Guid command) =>
        api.PutAsync<NoticeTextDetails>(At(key), edit, command);

    public static Task<ApiAnswer<NoticePreview>> PreviewNoticeTextAsync(this ApiClient api, string key, EditNoticeText edit, Guid command) =>
        api.PostAsync<NoticePreview>($"{At(key)}/previews", edit, command);

    private static string At(string key) => $"{Texts}/{Uri.EscapeDataString(key)}";
}
