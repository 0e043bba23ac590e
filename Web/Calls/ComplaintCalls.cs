using Pinchang.Contracts;
using Pinchang.Contracts.Complaints;

namespace Pinchang.Web.Calls;

internal static class ComplaintCalls
{
    private const string Desk = "/api/operations/complaints";

    public static Task<ApiAnswer<ComplaintSubject>> ComplaintSubjectAsync(this ApiClient api, ComplaintSubjectKind kind, Guid? id, Guid? messageId) =>
        api.GetAsync<ComplaintSubject>("/api/complaint-subjects".With(("kind", kind), ("id", id), ("messageId", messageId)));

    public static Task<ApiAnswer<FiledComplaint>> ComplainAsync(this ApiClient api, FileComplaint complaint, Guid key) =>
        api.PostAsync<FiledComplaint>("/api/complaints", complaint, key);

    public static Task<ApiAnswer<OwnComplaint[]>> OwnComplaintsAsync(this ApiClient api) => api.GetAsync<OwnComplaint[]>("/api/complaints/mine");

    public static Task<ApiAnswer<ComplaintStatus>> ComplaintStatusAsync(this ApiClient api, string number, string? code) =>
        api.GetAsync<ComplaintStatus>(Of(number), With(code));

    public static Task<ApiAnswer<ComplaintStatus>> ComplaintStepAsync(this ApiClient api, string number, string? code, string step, object? body, Guid key) =>
        api.PostAsync<ComplaintStatus>($"{Of(number)}/{step}", body, key, With(code));

    public static Task<ApiAnswer<ComplaintStatus>> AttachToComplaintAsync(this ApiClient api, string number, string? code, IFormFile file, Guid key) =>
        api.UploadAsync<ComplaintStatus>($"{Of(number)}/files", file, key, With(code));

    public static Task<ApiAnswer<Page<ComplaintSummary>>> ComplaintsAsync(this ApiClient api, ComplaintShelf shelf, ComplaintKind? kind, string? words, int page) =>
        api.GetAsync<Page<ComplaintSummary>>(Desk.With(("shelf", shelf), ("kind", kind), ("q", words), ("page", page)));

    public static Task<ApiAnswer<ComplaintDetails>> ComplaintAsync(this ApiClient api, Guid id) => api.GetAsync<ComplaintDetails>($"{Desk}/{id}");

    public static Task<ApiAnswer<ComplaintHandler[]>> ComplaintHandlersAsync(this ApiClient api) => api.GetAsync<ComplaintHandler[]>($"{Desk}/handlers");

    public static Task<ApiAnswer<T>> HandleComplaintAsync<T>(this ApiClient api, Guid id, string step, object body, Guid key)
        where T : class => api.PostAsync<T>($"{Desk}/{id}/{step}", body, key);

    private static string Of(string number) => $"/api/complaints/{Uri.EscapeDataString(number)}";

    private static (string, string)? With(string? code) => string.IsNullOrWhiteSpace(code) ? null : (ComplaintCode.Header, code.Trim());
}
