using Microsoft.Extensions.DependencyInjection.Extensions;
using Pinchang.Api.Hosting;

namespace Pinchang.Api.LiveRooms.Broadcast;

internal static class BroadcastServices
{
    public static IServiceCollection AddRoomBroadcast(this IServiceCollection services)
    {
        services.AddSignalR(options =>
            {
                options.MaximumReceiveMessageSize = FrameReader.MostBytes;
                options.MaximumParallelInvocationsPerClient = 1;
                options.EnableDetailedErrors = false;
                options.SupportedProtocols = ["json"];
            })
            .AddJsonProtocol(options => JsonDefaults.Apply(options.PayloadSerializerOptions));
        services.AddSingleton<SendLanes>();
        services.AddSingleton<RoomSockets>();
        services.AddSingleton<RoomBroadcasters>();
        services.AddSingleton<ViewerCookie>();
        services.TryAddSingleton<IRoomAdmission, RoomDoor>();
        services.AddHostedService<RoomKeeper>();
        return services;
    }
}
