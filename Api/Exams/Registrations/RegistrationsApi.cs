using Pinchang.Api.Hosting;
using Pinchang.Contracts;

namespace Pinchang.Api.Exams.Registrations;

internal static class RegistrationsApi
{
    public static IEndpointRouteBuilder MapExamRegistrations(this IEndpointRouteBuilder app)
    {
        var exam = app.MapGroup("/api/exams/{id:guid}").WithTags("ExamRegistrations");
        exam.MapGet("/mine", AcknowledgeExam.MineAsync).RequireAuthorization(Access.SignedIn);
        exam.MapPost("/acknowledgements", AcknowledgeExam.HandleAsync).RequireAuthorization(Access.VerifiedPhone).RequireIdempotencyKey();
        app.MapGet("/api/exam-form", OwnRegistrations.FormAsync).WithTags("ExamRegistrations").RequireAuthorization(Access.VerifiedPhone);

        var registrations = app.MapGroup("/api/exam-registrations").WithTags("ExamRegistrations");
        registrations.MapGet("/", OwnRegistrations.ListAsync).RequireAuthorization(Access.SignedIn);
        registrations.MapPost("/", RegisterForExam.SubmitAsync).RequireAuthorization(Access.VerifiedPhone).RequireIdempotencyKey();
        registrations.MapGet("/{id:guid}", OwnRegistrations.GetAsync).RequireAuthorization(Access.SignedIn);
        registrations.MapGet("/{id:guid}/ticket", OwnRegistrations.TicketAsync).RequireAuthorization(Access.SignedIn);
        registrations.MapPost("/{id:guid}/resubmission", RegisterForExam.ResubmitAsync).RequireAuthorization(Access.VerifiedPhone).RequireIdempotencyKey();
        registrations.MapPost("/{id:guid}/withdrawal", RegisterForExam.WithdrawAsync).RequireAuthorization(Access.SignedIn).RequireIdempotencyKey();
        registrations.MapPost("/{id:guid}/review-decisions", DecideOnRegistration.HandleAsync)
            .RequireAuthorization(Access.ReviewRegistrations).RequireIdempotencyKey();
        registrations.MapPost("/{id:guid}/review-undo", DecideOnRegistration.UndoAsync)
            .RequireAuthorization(Access.ReviewRegistrations).RequireIdempotencyKey();

        var project = app.MapGroup("/api/exam-projects/{id:guid}").WithTags("ExamRegistrations");
        project.MapGet("/registrations", ListRegistrations.HandleAsync).RequireAuthorization(Access.ReviewRegistrations);
        project.MapGet("/registrations.xlsx", ExportRegistrations.HandleAsync).RequireAuthorization(Access.ManageExams);
        project.MapPost("/review-claims", ClaimNextRegistration.HandleAsync).RequireAuthorization(Access.ReviewRegistrations).RequireIdempotencyKey();
        project.MapPost("/tickets", IssueTickets.HandleAsync).RequireAuthorization(Access.ManageExams).RequireIdempotencyKey();
        return app;
    }
}
