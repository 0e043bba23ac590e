using Pinchang.Contracts;
using Pinchang.Contracts.Exams;

namespace Pinchang.Web.Calls;

internal static class PaperCalls
{
    private const string Questions = "/api/exam-questions";
    private const string Imports = "/api/exam-question-imports";

    public static Task<ApiAnswer<Page<QuestionSummary>>> QuestionsAsync(
        this ApiClient api, string? words, QuestionKind? kind, string? subject, string? topic, int? difficulty, BankState? state, int page) =>
        api.GetAsync<Page<QuestionSummary>>(Questions.With(
            ("q", words), ("kind", kind), ("subject", subject), ("topic", topic), ("difficulty", difficulty), ("state", state), ("page", page)));

    public static Task<ApiAnswer<QuestionStock[]>> QuestionStockAsync(this ApiClient api) => api.GetAsync<QuestionStock[]>($"{Questions}/stock");

    public static Task<ApiAnswer<QuestionDetails>> QuestionAsync(this ApiClient api, Guid id, int? version) =>
        api.GetAsync<QuestionDetails>($"{Questions}/{id}".With(("version", version)));

    public static Task<ApiAnswer<QuestionSaved>> AddQuestionAsync(this ApiClient api, WriteQuestion question, Guid key) =>
        api.PostAsync<QuestionSaved>(Questions, question, key);

    public static Task<ApiAnswer<QuestionSaved>> ChangeQuestionAsync(this ApiClient api, Guid id, ChangeQuestion change) =>
        api.PutAsync<QuestionSaved>($"{Questions}/{id}", change);

    public static Task<ApiAnswer<Done>> TurnQuestionAsync(this ApiClient api, Guid id, bool retire, Guid key) =>
        api.PostAsync<Done>($"{Questions}/{id}/{(retire ? "retirements" : "restorations")}", null, key);

    public static Task<ApiAnswer<QuestionImportReceived>> UploadQuestionsAsync(this ApiClient api, IFormFile file, Guid key) =>
        api.UploadAsync<QuestionImportReceived>(Imports, file, key);

    public static Task<ApiAnswer<QuestionImportPreview>> QuestionImportAsync(this ApiClient api, Guid id) =>
        api.GetAsync<QuestionImportPreview>($"{Imports}/{id}");

    public static Task<ApiAnswer<QuestionImportDone>> ConfirmImportAsync(this ApiClient api, Guid id, bool allowChanges, Guid key) =>
        api.PostAsync<QuestionImportDone>($"{Imports}/{id}/confirmations", new ConfirmQuestionImport(allowChanges), key);

    public static Task<ApiAnswer<BlueprintSummary[]>> BlueprintsAsync(this ApiClient api, Guid projectId) =>
        api.GetAsync<BlueprintSummary[]>($"/api/exam-projects/{projectId}/blueprints");

    public static Task<ApiAnswer<BlueprintDetails>> BlueprintAsync(this ApiClient api, Guid id) => api.GetAsync<BlueprintDetails>($"/api/exam-blueprints/{id}");

    public static Task<ApiAnswer<BlueprintSaved>> AddBlueprintAsync(this ApiClient api, Guid projectId, WriteBlueprint blueprint, Guid key) =>
        api.PostAsync<BlueprintSaved>($"/api/exam-projects/{projectId}/blueprints", blueprint, key);

    public static Task<ApiAnswer<BlueprintSaved>> ChangeBlueprintAsync(this ApiClient api, Guid id, ChangeBlueprint change) =>
        api.PutAsync<BlueprintSaved>($"/api/exam-blueprints/{id}", change);

    public static Task<ApiAnswer<PaperSummary[]>> PapersAsync(this ApiClient api, Guid projectId) =>
        api.GetAsync<PaperSummary[]>($"/api/exam-projects/{projectId}/papers");

    public static Task<ApiAnswer<PaperSummary>> AssemblePaperAsync(this ApiClient api, Guid projectId, Guid blueprintId, Guid key) =>
        api.PostAsync<PaperSummary>($"/api/exam-projects/{projectId}/papers", new AssemblePaper(blueprintId), key);

    public static Task<ApiAnswer<PaperDetails>> PaperAsync(this ApiClient api, Guid id) => api.GetAsync<PaperDetails>($"/api/exam-papers/{id}");

    public static Task<ApiAnswer<PaperPreview>> PaperPreviewAsync(this ApiClient api, Guid id) => api.GetAsync<PaperPreview>($"/api/exam-papers/{id}/preview");

    public static Task<ApiAnswer<PaperReassembly>> ReassemblePaperAsync(this ApiClient api, Guid id) =>
        api.GetAsync<PaperReassembly>($"/api/exam-papers/{id}/reassembly");

    public static Task<ApiAnswer<Page<PaperAccessLine>>> PaperAccessAsync(this ApiClient api, Guid id, int page) =>
        api.GetAsync<Page<PaperAccessLine>>($"/api/exam-papers/{id}/access".With(("page", page)));

    /// <param name="change">The noun of the change, such as <c>seals</c>.</param>
    public static Task<ApiAnswer<PaperSummary>> ChangePaperAsync(this ApiClient api, Guid id, string change, object? body, Guid key) =>
        api.PostAsync<PaperSummary>($"/api/exam-papers/{id}/{change}", body, key);

    public static Task<ApiAnswer<SecrecyAgreementDetails>> SecrecyAgreementAsync(this ApiClient api, Guid projectId) =>
        api.GetAsync<SecrecyAgreementDetails>($"/api/exam-projects/{projectId}/secrecy-agreement");

    public static Task<ApiAnswer<Done>> SignSecrecyAsync(this ApiClient api, Guid projectId, SignSecrecyAgreement signature, Guid key) =>
        api.PostAsync<Done>($"/api/exam-projects/{projectId}/secrecy-agreements", signature, key);
}
