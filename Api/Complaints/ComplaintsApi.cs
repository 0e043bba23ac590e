using Microsoft.AspNetCore.Mvc;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;

namespace Pinchang.Api.Complaints;

/// <summary>
/// Complaints are made by anybody. What their makers send is safe to send twice by its key, without a row among the kept commands: those
/// name who sent them.
/// </summary>
internal static class ComplaintsApi
{
    // A file somewhat too large is told so instead of being cut off.
    private const long MostBytes = 32L * 1024 * 1024;

    public static IServiceCollection AddComplaints(this IServiceCollection services) => services
        .AddSingleton<ComplaintCodes>()
        .AddScoped<ComplaintSubjects>()
        .AddScoped<ComplaintDoor>()
        .AddScoped<ComplaintTelling>()
        .AddScoped<ComplaintSteps>()
        .AddScoped<ExportComplaints>()
        .AddSingleton<ComplaintKeeper>()
        .AddHostedService(provider => provider.GetRequiredService<ComplaintKeeper>());

    public static IEndpointRouteBuilder MapComplaints(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/complaint-subjects", FindSubject.HandleAsync).WithTags("Complaints").AllowAnonymous();
        var made = app.MapGroup("/api/complaints").WithTags("Complaints").RequireRateLimiting(RateLimits.Complaints);
        made.MapPost("/", MakeComplaint.HandleAsync).AllowAnonymous();
        made.MapGet("/mine", ListOwnComplaints.HandleAsync).RequireAuthorization(Access.SignedIn);
        made.MapGet("/{number}", GetComplaintStatus.HandleAsync).AllowAnonymous();
        made.MapPost("/{number}/supplements", ComplainantSteps.SupplementAsync).AllowAnonymous();
        made.MapPost("/{number}/ratings", ComplainantSteps.RateAsync).AllowAnonymous();
        made.MapPost("/{number}/reopenings", ComplainantSteps.ReopenAsync).AllowAnonymous();
        made.MapPost("/{number}/withdrawals", ComplainantSteps.WithdrawAsync).AllowAnonymous();
        made.MapPost("/{number}/files", AttachFile.HandleAsync).AllowAnonymous()
            .Accepts<IFormFile>("multipart/form-data").WithMetadata(new RequestSizeLimitAttribute(MostBytes));
        MapDesk(app);
        return app;
    }

    private static void MapDesk(IEndpointRouteBuilder app)
    {
        var desk = app.MapGroup("/api/operations/complaints").WithTags("Complaints");
        var read = desk.MapGroup("").RequireAuthorization(Access.ReadComplaints);
        read.MapGet("/", ListComplaints.HandleAsync);
        read.MapGet("/export.xlsx", ExportComplaints.ToWorkbookAsync);
        read.MapGet("/export.csv", ExportComplaints.ToCsvAsync);
        read.MapGet("/handlers", ListComplaints.HandlersAsync);
        read.MapGet("/{id:guid}", GetComplaint.HandleAsync);
        read.MapGet("/{id:guid}/files/{fileId:guid}", ServeComplaintFile.HandleAsync);
        var handle = desk.MapGroup("/{id:guid}").RequireAuthorization(Access.HandleComplaints).RequireIdempotencyKey();
        handle.MapPost("/assignments", HandlerSteps.AssignAsync);
        handle.MapPost("/recusals", HandlerSteps.RecuseAsync);
        handle.MapPost("/acceptances", HandlerSteps.DecideAsync);
        handle.MapPost("/notes", HandlerSteps.NoteAsync);
        handle.MapPost("/questions", HandlerSteps.AskAsync);
        handle.MapPost("/answers", HandlerSteps.AnswerAsync);
        handle.MapPost("/mergers", HandlerSteps.MergeAsync);
        handle.MapPost("/contact-reveals", HandlerSteps.RevealAsync);
    }
}
