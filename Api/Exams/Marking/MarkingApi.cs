using Pinchang.Api.Hosting;
using Pinchang.Contracts;

namespace Pinchang.Api.Exams.Marking;

internal static class MarkingApi
{
    public static IEndpointRouteBuilder MapMarking(this IEndpointRouteBuilder app)
    {
        var office = app.MapGroup("/api").WithTags("Marking").RequireAuthorization(Access.ManageExams);
        office.MapGet("/exam-projects/{projectId:guid}/marking", GetMarkingOverview.HandleAsync);
        office.MapPost("/exam-sittings/{sittingId:guid}/marking", StartMarking.HandleAsync).RequireIdempotencyKey();
        office.MapGet("/marking-rounds/{roundId:guid}", GetMarkingRound.HandleAsync);
        office.MapPost("/marking-rounds/{roundId:guid}/settings", ChangeMarkingSettings.HandleAsync).RequireIdempotencyKey();
        office.MapGet("/marking-tasks/{taskId:guid}/spot-check", LookAgain.GetAsync);
        office.MapPost("/marking-tasks/{taskId:guid}/spot-checks", LookAgain.DecideAsync).RequireIdempotencyKey();
        office.MapPost("/marking-tasks/{taskId:guid}/reopenings", SendBackAnswer.HandleAsync).RequireIdempotencyKey();
        office.MapPost("/marking-scripts/{scriptId:guid}/self-naming-decisions", DecideNamedScript.HandleAsync).RequireIdempotencyKey();

        var markers = app.MapGroup("/api").WithTags("Marking").RequireAuthorization(Access.MarkScripts);
        markers.MapGet("/marking/desk", GetMarkerDesk.HandleAsync);
        markers.MapPost("/marking-rounds/{roundId:guid}/claims", TakeAnswer.HandleAsync).RequireIdempotencyKey();
        markers.MapGet("/marking-tasks/{taskId:guid}", OpenAnswer.HandleAsync);
        markers.MapPost("/marking-tasks/{taskId:guid}/releases", ReturnAnswer.HandleAsync).RequireIdempotencyKey();
        markers.MapPost("/marking-tasks/{taskId:guid}/marks", MarkAnswer.HandleAsync).RequireIdempotencyKey();

        var adjudicators = app.MapGroup("/api").WithTags("Marking").RequireAuthorization(Access.Adjudicate);
        adjudicators.MapGet("/marking/adjudications", ListAdjudications.HandleAsync);
        adjudicators.MapGet("/marking-tasks/{taskId:guid}/adjudication", SettleDispute.GetAsync);
        adjudicators.MapPost("/marking-tasks/{taskId:guid}/adjudications", SettleDispute.HandleAsync).RequireIdempotencyKey();
        return app;
    }
}
