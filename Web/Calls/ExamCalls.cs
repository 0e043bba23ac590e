using Pinchang.Contracts;
using Pinchang.Contracts.Exams;

namespace Pinchang.Web.Calls;

internal static class ExamCalls
{
    public static Task<ApiAnswer<Page<ExamSummary>>> ExamsAsync(this ApiClient api, RegistrationPhase? phase, string? search = null, int page = 1) =>
        api.GetAsync<Page<ExamSummary>>("/api/exams".With(("phase", phase), ("q", search), ("page", page)));

    public static Task<ApiAnswer<ExamDetails>> ExamAsync(this ApiClient api, Guid id, int? version = null) =>
        api.GetAsync<ExamDetails>($"/api/exams/{id}".With(("version", version)));

    public static Task<ApiAnswer<OwnExam>> OwnExamAsync(this ApiClient api, Guid id) => api.GetAsync<OwnExam>($"/api/exams/{id}/mine");

    public static Task<ApiAnswer<ExamAcknowledgement>> AcknowledgeExamAsync(this ApiClient api, Guid id, Acknowledge request, Guid key) =>
        api.PostAsync<ExamAcknowledgement>($"/api/exams/{id}/acknowledgements", request, key);

    public static Task<ApiAnswer<KeptForm>> KeptFormAsync(this ApiClient api) => api.GetAsync<KeptForm>("/api/exam-form");

    public static Task<ApiAnswer<RegistrationSummary[]>> MyRegistrationsAsync(this ApiClient api) =>
        api.GetAsync<RegistrationSummary[]>("/api/exam-registrations");

    public static Task<ApiAnswer<RegistrationDetails>> RegistrationAsync(this ApiClient api, Guid id) =>
        api.GetAsync<RegistrationDetails>($"/api/exam-registrations/{id}");

    public static Task<ApiAnswer<RegistrationDetails>> RegisterAsync(this ApiClient api, SubmitRegistration request, Guid key) =>
        api.PostAsync<RegistrationDetails>("/api/exam-registrations", request, key);

    public static Task<ApiAnswer<RegistrationDetails>> ResubmitAsync(this ApiClient api, Guid id, ResubmitRegistration request, Guid key) =>
        api.PostAsync<RegistrationDetails>($"/api/exam-registrations/{id}/resubmission", request, key);

    public static Task<ApiAnswer<RegistrationDetails>> WithdrawRegistrationAsync(this ApiClient api, Guid id, Guid key) =>
        api.PostAsync<RegistrationDetails>($"/api/exam-registrations/{id}/withdrawal", null, key);

    public static Task<ApiAnswer<AdmissionTicket>> TicketAsync(this ApiClient api, Guid id) =>
        api.GetAsync<AdmissionTicket>($"/api/exam-registrations/{id}/ticket");

    public static Task<ApiAnswer<ExamSessionSummary[]>> MySittingsAsync(this ApiClient api) =>
        api.GetAsync<ExamSessionSummary[]>("/api/exam-sessions/mine");
}
