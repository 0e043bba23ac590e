using Pinchang.Api.Hosting;
using Pinchang.Contracts;

namespace Pinchang.Api.Exams.Projects;

internal static class ProjectsApi
{
    public static IEndpointRouteBuilder MapExamProjects(this IEndpointRouteBuilder app)
    {
        var exams = app.MapGroup("/api/exams").WithTags("Exams").AllowAnonymous();
        exams.MapGet("/", PublicExams.ListAsync);
        exams.MapGet("/{id:guid}", PublicExams.GetAsync);

        app.MapGet("/api/exam-clients", ListProjects.ClientsAsync).WithTags("ExamProjects").RequireAuthorization(Access.ManageExams);
        var projects = app.MapGroup("/api/exam-projects").WithTags("ExamProjects");
        projects.MapGet("/", ListProjects.HandleAsync).RequireAuthorization(Access.ExamStaff);
        projects.MapPost("/", SaveProject.CreateAsync).RequireAuthorization(Access.ManageExams).RequireIdempotencyKey();
        projects.MapGet("/{id:guid}", SaveProject.GetAsync).RequireAuthorization(Access.ExamStaff);

        var project = projects.MapGroup("/{id:guid}").RequireAuthorization(Access.ManageExams);
        project.MapPut("", SaveProject.ChangeAsync);
        project.MapPost("/positions", KeepPositions.AddAsync).RequireIdempotencyKey();
        project.MapPut("/positions/{positionId:guid}", KeepPositions.ChangeAsync);
        project.MapPost("/positions/{positionId:guid}/removal", KeepPositions.RemoveAsync).RequireIdempotencyKey();
        project.MapPost("/notices", PublishExamNotice.HandleAsync).RequireIdempotencyKey();
        project.MapGet("/staff", ProjectStaff.ListAsync);
        project.MapPost("/staff", ProjectStaff.AddAsync).RequireIdempotencyKey();
        project.MapPost("/staff/{memberId:guid}/removal", ProjectStaff.RemoveAsync).RequireIdempotencyKey();
        return app;
    }
}
