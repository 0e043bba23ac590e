using Pinchang.Api.Hosting;
using Pinchang.Api.Reviews.Samples;
using Pinchang.Contracts;

namespace Pinchang.Api.Reviews;

internal static class ReviewsApi
{
    public static IServiceCollection AddReviews(this IServiceCollection services)
    {
        services.AddScoped<ReviewDoors>().AddScoped<DecisionEffects>().AddScoped<ReviewAppeals>();
        services.AddSingleton<SampleWorker>().AddHostedService(provider => provider.GetRequiredService<SampleWorker>());
        services.AddSingleton<AppealKeeper>().AddHostedService(provider => provider.GetRequiredService<AppealKeeper>());
        return services;
    }

    public static IEndpointRouteBuilder MapReviews(this IEndpointRouteBuilder app)
    {
        var desk = app.MapGroup("/api/operations").WithTags("Reviews").RequireAuthorization(Access.ReviewDesk);
        desk.MapGet("/reviews", ListReviewCases.HandleAsync);
        desk.MapGet("/reviews/days", GetReviewDays.HandleAsync);
        desk.MapGet("/reviews/figures.csv", GetReviewDays.ToCsvAsync);
        desk.MapGet("/reviews/figures", GetReviewFigures.HandleAsync);
        desk.MapPost("/reviews/{id:guid}/claims", ClaimReviewCase.HandleAsync).RequireIdempotencyKey();
        desk.MapGet("/reviews/undoable", ListUndoableReviews.HandleAsync);
        desk.MapPost("/reviews/{id:guid}/undoings", UndoReview.HandleAsync).RequireIdempotencyKey();
        desk.MapPost("/reviews/{id:guid}/releases", ReleaseReviewCase.HandleAsync).RequireIdempotencyKey();
        desk.MapGet("/reviewer-ties", ReviewerTies.ListAsync);
        desk.MapPost("/reviewer-ties", ReviewerTies.DeclareAsync).RequireIdempotencyKey();
        desk.MapGet("/review-samples", ReviewSamples.ListAsync);
        desk.MapPost("/review-samples/{id:guid}/decisions", ReviewSamples.DecideAsync).RequireIdempotencyKey();

        var sampling = app.MapGroup("/api/operations/sampling").WithTags("Reviews").RequireAuthorization(Access.ReadSampling);
        sampling.MapGet("", Sampling.GetAsync);
        sampling.MapGet("/draws/{id:guid}.csv", Sampling.ToCsvAsync);
        sampling.MapPost("/shares", Sampling.SetShareAsync).RequireAuthorization(Access.ManageSampling).RequireIdempotencyKey();

        // Who was refused as an employer is nobody's member yet: the handlers say whose thing it is.
        var appeals = app.MapGroup("/api/review-appeals").WithTags("Reviews").RequireAuthorization(Access.SignedIn);
        appeals.MapGet("/{thingId:guid}", ReviewAppeals.GetAsync);
        appeals.MapPost("/{thingId:guid}", ReviewAppeals.PostAsync).RequireIdempotencyKey();
        return app;
    }
}
