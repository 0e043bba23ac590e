namespace Pinchang.LiveRooms.Grains;

/// <summary>Where the room grains are: names their assembly for a silo that looks for grain classes.</summary>
public static class RoomGrains;
