using Pinchang.Contracts;
using Pinchang.Contracts.Documents;
using Pinchang.Contracts.Organisations;

namespace Pinchang.Web.Calls;

internal static class DocumentCalls
{
    private const string Desk = "/api/operations/documents";

    public static Task<ApiAnswer<RequiredDocument[]>> RequiredDocumentsAsync(this ApiClient api) => api.GetAsync<RequiredDocument[]>(Desk);

    public static Task<ApiAnswer<DocumentDetails>> DocumentAsync(this ApiClient api, string key) => api.GetAsync<DocumentDetails>(At(key));

    public static Task<ApiAnswer<DocumentDetails>> SaveDocumentAsync(this ApiClient api, string key, SaveDocument document, Guid command) =>
        api.PutAsync<DocumentDetails>(At(key), document, command);

    public static Task<ApiAnswer<DocumentDetails>> SubmitDocumentAsync(this ApiClient api, string key, Guid command) =>
        api.PostAsync<DocumentDetails>($"{At(key)}/submissions", null, command);

    public static Task<ApiAnswer<DocumentDetails>> DecideDocumentAsync(this ApiClient api, string key, DecideReview decision, Guid command) =>
        api.PostAsync<DocumentDetails>($"{At(key)}/review-decisions", decision, command);

    public static Task<ApiAnswer<PublicDocument[]>> DocumentsToAcknowledgeAsync(this ApiClient api) => api.GetAsync<PublicDocument[]>("/api/my/documents");

    public static Task<ApiAnswer<Done>> AcknowledgeDocumentAsync(this ApiClient api, string key, int version, Guid command) =>
        api.PostAsync<Done>($"/api/my/documents/{Uri.EscapeDataString(key)}/acknowledgements", new AcknowledgeDocument(version), command);

    public static Task<ApiAnswer<PublicDocument[]>> PublicDocumentsAsync(this ApiClient api) => api.GetAsync<PublicDocument[]>("/api/documents");

    public static Task<ApiAnswer<PublicDocument>> PublicDocumentAsync(this ApiClient api, Guid agencyId, string key) =>
        api.GetAsync<PublicDocument>($"/api/documents/{agencyId}/{Uri.EscapeDataString(key)}");

    private static string At(string key) => $"{Desk}/{Uri.EscapeDataString(key)}";
}
