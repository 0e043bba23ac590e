using Microsoft.Extensions.DependencyInjection.Extensions;
using Pinchang.Api.Hosting;
using Pinchang.LiveRooms.Grains;

namespace Pinchang.Api.LiveRooms.Broadcast;

internal static class BroadcastServices
{
    public static IServiceCollection AddRoomBroadcast(this IServiceCollection services)
    {
        // Nothing else here names the grains' assembly, and a silo looks for grain classes only in assemblies that are named.
        GC.KeepAlive(typeof(RoomGrains));
        services.AddSignalR(options =>
            {
                options.MaximumReceiveMessageSize = FrameReader.MostBytes;
                options.MaximumParallelInvocationsPerClient = 1;
                options.EnableDetailedErrors = false;
                options.SupportedProtocols = ["json"];
            })
            .AddJsonProtocol(options =>
            {
                JsonDefaults.Apply(options.PayloadSerializerOptions);
                options.PayloadSerializerOptions.Converters.Add(new SnapshotOnce());
            });
        services.AddSingleton<SendLanes>();
        services.AddSingleton<RoomSockets>();
        services.AddSingleton<RoomBroadcasters>();
        services.AddSingleton<ViewerCookie>();
        services.TryAddSingleton<RoomAccess>();
        services.TryAddSingleton<IRoomAdmission, RoomEntrance>();
        services.AddHostedService<RoomKeeper>();
        return services;
    }
}
