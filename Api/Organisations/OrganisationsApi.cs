using Pinchang.Api.Hosting;
using Pinchang.Contracts;

namespace Pinchang.Api.Organisations;

internal static class OrganisationsApi
{
    public static IEndpointRouteBuilder MapOrganisations(this IEndpointRouteBuilder app)
    {
        var employers = app.MapGroup("/api/employers").WithTags("Employers");
        employers.MapPost("/", RegisterOwnEmployer.HandleAsync).RequireAuthorization(Access.VerifiedPhone).RequireIdempotencyKey();
        employers.MapGet("/mine", GetOwnEmployer.HandleAsync).RequireAuthorization(Access.SignedIn);
        employers.MapGet("/{id:guid}", GetEmployer.HandleAsync).AllowAnonymous();
        employers.MapPost("/{id:guid}/review-decisions", DecideEmployer.HandleAsync)
            .RequireAuthorization(Access.ReviewOrganisations).RequireIdempotencyKey();
        app.MapGet("/api/operations/employers", ListEmployers.HandleAsync).WithTags("Employers").RequireAuthorization(Access.Operations);
        return app;
    }
}
