using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Mvc;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data.Exams.Invigilation;
using Pinchang.Domain.Exams.Invigilation;

namespace Pinchang.Api.Exams.Invigilation;

/// <summary>The watch over an exam: what candidates' pages send, what invigilators see and decide.</summary>
internal static class InvigilationApi
{
    public static IServiceCollection AddInvigilation(this IServiceCollection services)
    {
        services.AddSingleton<IPieceStore>(provider =>
        {
            var data = provider.GetRequiredService<IConfiguration>()["PINCHANG_DATA"]
                ?? throw new InvalidOperationException("PINCHANG_DATA is not set: start the product with `dotnet run --project AppHost`.");
            return new FolderPieceStore(Path.Combine(data, "pieces"));
        });
        services.AddSingleton<KnownDoors>().AddSingleton<WatchNotes>().AddSingleton<WatchLines>();
        services.AddHubSockets<ExamHub, IExamClient, ExamSocket>(client => client.SessionTerminated("session.signed-out", null));
        services.AddScoped<WatchDoors>().AddScoped<EvidenceLog>().AddScoped<SessionMeasures>().AddScoped<SessionRecordings>();
        services.AddHostedService<WatchKeeper>();
        return services;
    }

    public static IEndpointRouteBuilder MapInvigilation(this IEndpointRouteBuilder app)
    {
        var session = app.MapGroup("/api/exam-sessions/{id:guid}").WithTags("Invigilation");

        var own = session.MapGroup("").RequireAuthorization(Access.VerifiedPhone).RequireRateLimiting(RateLimits.Commands);
        own.MapPut("/recordings/{track}/pieces/{number}", UploadPiece.HandleAsync)
            .WithMetadata(new RequestSizeLimitAttribute(RecordingPieceHeaders.MostBytes * 2L));
        own.MapPut("/stills/{stillId:guid}", Stills.TakeAsync).WithMetadata(new RequestSizeLimitAttribute(RecordingPieceHeaders.MostStillBytes * 4L));
        own.MapPost("/events", SessionEvents.RaiseAsync).RequireIdempotencyKey();
        own.MapGet("/messages", Messages.ListOwnAsync);
        own.MapPost("/message-receipts", Messages.ReadAsync).RequireIdempotencyKey();

        var watched = session.MapGroup("").RequireAuthorization(Access.Invigilate);
        watched.MapGet("/timeline", GetTimeline.HandleAsync);
        watched.MapGet("/stills/{stillId:guid}", Stills.ServeAsync);
        watched.MapGet("/recordings/{runId:guid}", SessionRecordings.PlayAsync);
        watched.MapPost("/event-decisions", SessionEvents.DecideAsync).RequireIdempotencyKey();
        watched.MapPost("/termination-confirmations", ConfirmTermination.HandleAsync).RequireIdempotencyKey();

        var sitting = app.MapGroup("/api/exam-sittings/{id:guid}").WithTags("Invigilation").RequireAuthorization(Access.Invigilate);
        sitting.MapGet("/wall", GetWall.HandleAsync);
        sitting.MapGet("/messages", Messages.ListAsync);
        sitting.MapPost("/messages", Messages.SendAsync).RequireIdempotencyKey();
        app.MapGet("/api/invigilation/sittings", GetWall.ListAsync).WithTags("Invigilation").RequireAuthorization(Access.Invigilate);

        app.MapHub<ExamHub>("/hubs/exam", options => options.Transports = HttpTransportType.WebSockets).RequireAuthorization(Access.SignedIn);
        return app;
    }
}
