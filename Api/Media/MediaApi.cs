using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pinchang.Api.Media.Hls;
using Pinchang.Api.Media.Recordings;
using Pinchang.Api.Media.Rights;
using Pinchang.Api.Media.Sockets;
using Pinchang.Api.Media.Streams;
using Pinchang.Domain.Media;

namespace Pinchang.Api.Media;

/// <summary>The live picture, its recording, and both as HLS.</summary>
internal static class MediaApi
{
    /// <summary>Over HTTP/2 a WebSocket is opened by CONNECT.</summary>
    private static readonly string[] SocketMethods = ["GET", "CONNECT"];

    public static IServiceCollection AddMedia(this IServiceCollection services)
    {
        services.AddMemoryCache();
        services.AddSingleton(provider => new RecordingFolder(Path.Combine(
            provider.GetRequiredService<IConfiguration>()["PINCHANG_DATA"] ?? Path.Combine(AppContext.BaseDirectory, "data"), "recordings")));
        services.AddSingleton<RecordingArchive>();
        services.AddSingleton<SignedInLines>();
        services.AddSingleton<StreamDirectory>();
        services.AddSingleton<IMediaClock>(provider => provider.GetRequiredService<StreamDirectory>());
        services.AddSingleton<RoomReporter>();
        services.AddHostedService(provider => provider.GetRequiredService<RoomReporter>());
        services.AddHostedService<StreamKeeper>();
        services.AddScoped<PlayableRecordings>();
        services.TryAddSingleton<RoomRights>();
        services.TryAddSingleton<IPublishingRight>(provider => provider.GetRequiredService<RoomRights>());
        services.TryAddSingleton<IWatchingRight>(provider => provider.GetRequiredService<RoomRights>());
        services.TryAddSingleton<IRoomReports, RoomReports>();
        return services;
    }

    /// <summary>Open to everybody as far as routes go: a public room is, and each handler asks for the right to this very room.</summary>
    public static IEndpointRouteBuilder MapMedia(this IEndpointRouteBuilder routes)
    {
        var lines = routes.ServiceProvider.GetRequiredService<SignedInLines>();
        var media = routes.MapGroup("/media").WithTags("Media").AllowAnonymous();
        media.MapMethods("/rooms/{roomId:guid}/publish", SocketMethods, PublishStream.HandleAsync).AddEndpointFilter(lines).ExcludeFromDescription();
        media.MapMethods("/rooms/{roomId:guid}/play", SocketMethods, PlayStream.HandleAsync).AddEndpointFilter(lines).ExcludeFromDescription();
        media.MapGet("/rooms/{roomId:guid}/hls/index.m3u8", ServeHls.GetRoomPlaylistAsync);
        media.MapGet("/sessions/{sessionId:guid}/hls/index.m3u8", ServeHls.GetSessionPlaylistAsync);
        media.MapGet("/sessions/{sessionId:guid}/hls/init-{part:int}.mp4", ServeHls.GetInitAsync);
        media.MapGet("/sessions/{sessionId:guid}/hls/{number:int}.m4s", ServeHls.GetSegmentAsync);
        media.MapMethods("/sessions/{sessionId:guid}/recording.mp4", ["GET", "HEAD"], GetRecording.HandleAsync);
        media.MapPost("/upload-probe", (Delegate)ProbeUpload.HandleAsync).WithMetadata(new RequestSizeLimitAttribute(ProbeUpload.Largest));
        return routes;
    }
}
