using Pinchang.Api.Hosting;
using Pinchang.Contracts;

namespace Pinchang.Api.Reviews;

internal static class ReviewsApi
{
    public static IServiceCollection AddReviews(this IServiceCollection services) => services.AddScoped<ReviewDoors>();

    public static IEndpointRouteBuilder MapReviews(this IEndpointRouteBuilder app)
    {
        var desk = app.MapGroup("/api/operations").WithTags("Reviews").RequireAuthorization(Access.ReviewDesk);
        desk.MapGet("/reviews", ListReviewCases.HandleAsync);
        desk.MapGet("/reviews/figures", GetReviewFigures.HandleAsync);
        desk.MapPost("/reviews/{id:guid}/claims", ClaimReviewCase.HandleAsync).RequireIdempotencyKey();
        desk.MapPost("/reviews/{id:guid}/releases", ReleaseReviewCase.HandleAsync).RequireIdempotencyKey();
        desk.MapGet("/reviewer-ties", ReviewerTies.ListAsync);
        desk.MapPost("/reviewer-ties", ReviewerTies.DeclareAsync).RequireIdempotencyKey();
        return app;
    }
}
