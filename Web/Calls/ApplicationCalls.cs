using Pinchang.Contracts;
using Pinchang.Contracts.Applications;
using Pinchang.Contracts.Resumes;

namespace Pinchang.Web.Calls;

internal static class ApplicationCalls
{
    public static Task<ApiAnswer<ApplicationSummary>> ApplyAsync(this ApiClient api, Apply request, Guid key) =>
        api.PostAsync<ApplicationSummary>("/api/applications", request, key);

    public static Task<ApiAnswer<Page<ApplicationSummary>>> MyApplicationsAsync(this ApiClient api, int page) =>
        api.GetAsync<Page<ApplicationSummary>>("/api/applications".With(("page", page)));

    public static Task<ApiAnswer<ApplicationDetails>> ApplicationAsync(this ApiClient api, Guid id) =>
        api.GetAsync<ApplicationDetails>($"/api/applications/{id}");

    public static Task<ApiAnswer<Done>> WithdrawApplicationAsync(this ApiClient api, Guid id, Guid key) =>
        api.PostAsync<Done>($"/api/applications/{id}/withdrawal", null, key);

    public static Task<ApiAnswer<Page<ApplicationSummary>>> ReceivedApplicationsAsync(
        this ApiClient api, Guid? jobId, Guid? roomId, ApplicationState? state, string? search, int page) =>
        api.GetAsync<Page<ApplicationSummary>>(
            "/api/employers/mine/applications".With(
                ("jobId", jobId), ("roomId", roomId), ("state", state), ("q", search), ("page", page)));

    public static Task<ApiAnswer<Done>> DecideApplicationAsync(this ApiClient api, Guid id, DecideApplication decision, Guid key) =>
        api.PostAsync<Done>($"/api/applications/{id}/decisions", decision, key);

    public static Task<ApiAnswer<ResumeDetails>> ResumeAsync(this ApiClient api) => api.GetAsync<ResumeDetails>("/api/resume");

    public static Task<ApiAnswer<ResumeDetails>> SaveResumeAsync(this ApiClient api, SaveResume resume) =>
        api.PutAsync<ResumeDetails>("/api/resume", resume);

    public static Task<ApiAnswer<FileScanMark>> ScanMarkAsync(this ApiClient api, Guid fileId) => api.GetAsync<FileScanMark>($"/api/files/{fileId}/scan");

    public static Task<ApiAnswer<StoredFile>> StoreFileAsync(this ApiClient api, FileKind kind, IFormFile file, Guid key) =>
        api.UploadAsync<StoredFile>("/api/files".With(("kind", kind)), file, key);
}
