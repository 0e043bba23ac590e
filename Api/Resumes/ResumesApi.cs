using Pinchang.Contracts;

namespace Pinchang.Api.Resumes;

internal static class ResumesApi
{
    public static IEndpointRouteBuilder MapResumes(this IEndpointRouteBuilder app)
    {
        var resume = app.MapGroup("/api/resume").WithTags("Resume").RequireAuthorization(Access.SignedIn);
        resume.MapGet("/", GetResume.HandleAsync);
        resume.MapPut("/", KeepResume.HandleAsync);
        return app;
    }
}
