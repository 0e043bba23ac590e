using Microsoft.Extensions.DependencyInjection;

namespace Pinchang.LiveRooms.Grains;

/// <summary>Where the room grains are.</summary>
public static class RoomGrains
{
    /// <summary>
    /// Adds nothing: grain classes are found by the silo. The call makes the host name this assembly, which is internal
    /// otherwise and would be left out of its references.
    /// </summary>
    public static IServiceCollection AddRoomGrains(this IServiceCollection services) => services;
}
