using Pinchang.Api.Hosting;
using Pinchang.Contracts;

namespace Pinchang.Api.Exams.Results;

internal static class ResultsApi
{
    public static IEndpointRouteBuilder MapResults(this IEndpointRouteBuilder app)
    {
        var office = app.MapGroup("/api").WithTags("Scores").RequireAuthorization(Access.ManageExams);
        office.MapGet("/exam-projects/{projectId:guid}/scores", GetScoreOffice.HandleAsync);
        office.MapPost("/exam-projects/{projectId:guid}/score-checks", CheckScores.HandleAsync).RequireIdempotencyKey();
        office.MapPost("/exam-projects/{projectId:guid}/score-notices", AssembleScores.HandleAsync).RequireIdempotencyKey();
        office.MapGet("/score-notices/{noticeId:guid}/scores", ListScores.HandleAsync);
        office.MapGet("/score-notices/{noticeId:guid}/scores.xlsx", ListScores.ExportWorkbookAsync);
        office.MapGet("/score-notices/{noticeId:guid}/scores.csv", ListScores.ExportLinesAsync);
        office.MapPost("/score-notices/{noticeId:guid}/confirmations", RecordConfirmation.HandleAsync).RequireIdempotencyKey();
        office.MapPost("/score-notices/{noticeId:guid}/publications", PublishNotice.HandleAsync).RequireIdempotencyKey();
        office.MapPost("/score-notices/{noticeId:guid}/withdrawals", TakeDownNotice.HandleAsync).RequireIdempotencyKey();
        office.MapGet("/score-notices/{noticeId:guid}/deliveries", ListDeliveries.HandleAsync);
        office.MapPost("/score-notices/{noticeId:guid}/deliveries/{messageId:guid}/repeats", RepeatDelivery.HandleAsync).RequireIdempotencyKey();
        office.MapGet("/recheck-requests/{recheckId:guid}", OpenRecheck.HandleAsync);
        office.MapPost("/recheck-requests/{recheckId:guid}/answers", SettleRecheck.HandleAsync).RequireIdempotencyKey();

        app.MapGet("/api/exams/{projectId:guid}/scores", GetPublishedScores.HandleAsync).WithTags("Scores").AllowAnonymous();

        app.MapGet("/api/score-slips", CheckSlip.HandleAsync).WithTags("Scores").AllowAnonymous().RequireRateLimiting(RateLimits.SignIn);

        var candidates = app.MapGroup("/api/exam-registrations/{registrationId:guid}").WithTags("Scores").RequireAuthorization(Access.SignedIn);
        candidates.MapGet("/score", GetScoreSlip.HandleAsync);
        candidates.MapPost("/recheck-requests", AskRecheck.HandleAsync).RequireIdempotencyKey();
        return app;
    }
}
