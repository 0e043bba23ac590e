using Pinchang.Contracts;
using Pinchang.Contracts.Exams;

namespace Pinchang.Web.Calls;

internal static class ExamOfficeCalls
{
    public static Task<ApiAnswer<Page<ExamProjectSummary>>> ExamProjectsAsync(this ApiClient api, string? search, int page) =>
        api.GetAsync<Page<ExamProjectSummary>>("/api/exam-projects".With(("q", search), ("page", page)));

    public static Task<ApiAnswer<ExamProjectDetails>> ExamProjectAsync(this ApiClient api, Guid id) =>
        api.GetAsync<ExamProjectDetails>($"/api/exam-projects/{id}");

    public static Task<ApiAnswer<ExamClient[]>> ExamClientsAsync(this ApiClient api) => api.GetAsync<ExamClient[]>("/api/exam-clients");

    public static Task<ApiAnswer<ExamProjectDetails>> CreateExamProjectAsync(this ApiClient api, SaveExamProject request, Guid key) =>
        api.PostAsync<ExamProjectDetails>("/api/exam-projects", request, key);

    public static Task<ApiAnswer<ExamProjectDetails>> ChangeExamProjectAsync(this ApiClient api, Guid id, SaveExamProject request) =>
        api.PutAsync<ExamProjectDetails>($"/api/exam-projects/{id}", request);

    public static Task<ApiAnswer<PositionDetails>> AddPositionAsync(this ApiClient api, Guid id, SavePosition request, Guid key) =>
        api.PostAsync<PositionDetails>($"/api/exam-projects/{id}/positions", request, key);

    public static Task<ApiAnswer<PositionDetails>> ChangePositionAsync(this ApiClient api, Guid id, Guid positionId, SavePosition request) =>
        api.PutAsync<PositionDetails>($"/api/exam-projects/{id}/positions/{positionId}", request);

    public static Task<ApiAnswer<Done>> RemovePositionAsync(this ApiClient api, Guid id, Guid positionId, Guid key) =>
        api.PostAsync<Done>($"/api/exam-projects/{id}/positions/{positionId}/removal", null, key);

    public static Task<ApiAnswer<ExamProjectDetails>> PublishNoticeAsync(this ApiClient api, Guid id, PublishNotice request, Guid key) =>
        api.PostAsync<ExamProjectDetails>($"/api/exam-projects/{id}/notices", request, key);

    public static Task<ApiAnswer<ExamStaffMember[]>> ExamStaffAsync(this ApiClient api, Guid id) =>
        api.GetAsync<ExamStaffMember[]>($"/api/exam-projects/{id}/staff");

    public static Task<ApiAnswer<ExamStaffMember[]>> AddExamStaffAsync(this ApiClient api, Guid id, AddExamStaff request, Guid key) =>
        api.PostAsync<ExamStaffMember[]>($"/api/exam-projects/{id}/staff", request, key);

    public static Task<ApiAnswer<ExamStaffMember[]>> RemoveExamStaffAsync(this ApiClient api, Guid id, Guid memberId, Guid key) =>
        api.PostAsync<ExamStaffMember[]>($"/api/exam-projects/{id}/staff/{memberId}/removal", null, key);

    public static Task<ApiAnswer<Page<RegistrationSummary>>> RegistrationsAsync(
        this ApiClient api, Guid id, RegistrationState? state, Guid? positionId, string? search, int page) =>
        api.GetAsync<Page<RegistrationSummary>>(
            $"/api/exam-projects/{id}/registrations".With(("state", state), ("positionId", positionId), ("q", search), ("page", page)));

    public static Task<ApiAnswer<ReviewDesk>> ClaimReviewAsync(this ApiClient api, Guid id, Guid? skip, Guid key) =>
        api.PostAsync<ReviewDesk>($"/api/exam-projects/{id}/review-claims", new ClaimReview(skip), key);

    public static Task<ApiAnswer<RegistrationSummary>> DecideRegistrationAsync(this ApiClient api, Guid id, DecideRegistration request, Guid key) =>
        api.PostAsync<RegistrationSummary>($"/api/exam-registrations/{id}/review-decisions", request, key);

    public static Task<ApiAnswer<RegistrationSummary>> UndoReviewAsync(this ApiClient api, Guid id, Guid key) =>
        api.PostAsync<RegistrationSummary>($"/api/exam-registrations/{id}/review-undo", null, key);

    public static Task<ApiAnswer<TicketsIssued>> IssueTicketsAsync(this ApiClient api, Guid id, Guid key) =>
        api.PostAsync<TicketsIssued>($"/api/exam-projects/{id}/tickets", null, key);
}
