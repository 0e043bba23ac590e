using Pinchang.Api.Hosting;
using Pinchang.Contracts;

namespace Pinchang.Api.Evaluations;

internal static class EvaluationsApi
{
    public static IServiceCollection AddEvaluations(this IServiceCollection services) => services
        .AddScoped<EvaluationEvidenceFinder>()
        .AddScoped<EvaluationCounter>()
        .AddScoped<KeepEvaluations>();

    public static IEndpointRouteBuilder MapEvaluations(this IEndpointRouteBuilder app)
    {
        var desk = app.MapGroup("/api/operations/evaluations").WithTags("Evaluations");
        var read = desk.MapGroup("").RequireAuthorization(Access.GradeEvaluations);
        read.MapGet("/", ReadEvaluations.ListAsync);
        read.MapGet("/due", ReadEvaluations.DueAsync);
        read.MapGet("/{id:guid}", ReadEvaluations.GetAsync);
        read.MapGet("/{id:guid}/evidence", ReadEvaluations.EvidenceAsync);
        read.MapGet("/{id:guid}/sheet.csv", ExportEvaluation.HandleAsync);
        read.MapPut("/{id:guid}/rows/{rowId:guid}", KeepEvaluations.GradeAsync).RequireIdempotencyKey();
        var manage = desk.MapGroup("").RequireAuthorization(Access.ManageEvaluations).RequireIdempotencyKey();
        manage.MapPost("/", KeepEvaluations.OpenAsync);
        manage.MapPut("/{id:guid}/outside-view", KeepEvaluations.HearAsync);
        manage.MapPost("/{id:guid}/closures", KeepEvaluations.CloseAsync);
        return app;
    }
}
