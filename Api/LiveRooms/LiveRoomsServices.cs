using Pinchang.Data.LiveRooms;
using Pinchang.LiveRooms.Grains;

namespace Pinchang.Api.LiveRooms;

internal static class LiveRoomsServices
{
    public static IServiceCollection AddLiveRooms(this IServiceCollection services)
    {
        services.AddRoomGrains();
        services.AddSingleton<RoomSnapshots>();
        services.AddSingleton<SessionRecords>();
        services.AddScoped<RoomCommand>();
        services.AddSingleton<ReminderWorker>();
        services.AddHostedService(provider => provider.GetRequiredService<ReminderWorker>());
        services.AddHostedService<LostPictureWorker>();
        services.AddSingleton<LapsedRoomKeeper>();
        services.AddHostedService(provider => provider.GetRequiredService<LapsedRoomKeeper>());
        return services;
    }
}
