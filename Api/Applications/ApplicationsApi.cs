using Pinchang.Api.Hosting;
using Pinchang.Contracts;

namespace Pinchang.Api.Applications;

internal static class ApplicationsApi
{
    public static IEndpointRouteBuilder MapApplications(this IEndpointRouteBuilder app)
    {
        var applications = app.MapGroup("/api/applications").WithTags("Applications");
        applications.MapPost("/", SendApplication.HandleAsync).RequireAuthorization(Access.VerifiedPhone).RequireIdempotencyKey();
        applications.MapGet("/", ListSentApplications.HandleAsync).RequireAuthorization(Access.SignedIn);
        applications.MapGet("/{id:guid}", OpenApplication.HandleAsync).RequireAuthorization(Access.SignedIn);
        applications.MapPost("/{id:guid}/withdrawal", WithdrawApplication.HandleAsync).RequireAuthorization(Access.SignedIn).RequireIdempotencyKey();
        applications.MapPost("/{id:guid}/decisions", SettleApplication.HandleAsync).RequireAuthorization(Access.ReadResumes).RequireIdempotencyKey();
        app.MapGet("/api/employers/mine/applications", ListReceivedApplications.HandleAsync)
            .WithTags("Applications").RequireAuthorization(Access.ReadResumes);
        return app;
    }
}
