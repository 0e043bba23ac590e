using Pinchang.Api.Hosting;
using Pinchang.Contracts;

namespace Pinchang.Api.Jobs;

internal static class JobsApi
{
    public static IEndpointRouteBuilder MapJobs(this IEndpointRouteBuilder app)
    {
        var jobs = app.MapGroup("/api/jobs").WithTags("Jobs");
        jobs.MapGet("/", SearchJobs.HandleAsync).AllowAnonymous();
        jobs.MapGet("/{id:guid}", GetJob.HandleAsync).AllowAnonymous();
        jobs.MapPost("/", SubmitJob.HandleAsync).RequireAuthorization(Access.PostJobs).RequireIdempotencyKey();
        jobs.MapPut("/{id:guid}", ChangeJob.HandleAsync).RequireAuthorization(Access.PostJobs);
        jobs.MapPost("/{id:guid}/closure", CloseJob.HandleAsync).RequireAuthorization(Access.PostJobs).RequireIdempotencyKey();
        jobs.MapPost("/{id:guid}/review-decisions", DecideJob.HandleAsync).RequireAuthorization(Access.ReviewJobs).RequireIdempotencyKey();
        app.MapGet("/api/employers/mine/jobs", ListOwnJobs.HandleAsync).WithTags("Jobs").RequireAuthorization(Access.Recruiting);
        app.MapGet("/api/operations/jobs", ListJobsUnderReview.HandleAsync).WithTags("Jobs").RequireAuthorization(Access.Operations);
        app.MapGet("/api/operations/collection-channels", DecideChannels.ListAsync).WithTags("Jobs").RequireAuthorization(Access.Operations);
        app.MapPut("/api/operations/collection-channels/{channel}", DecideChannels.PutAsync).WithTags("Jobs").RequireAuthorization(Access.ManageChannels).RequireIdempotencyKey();
        return app;
    }
}
