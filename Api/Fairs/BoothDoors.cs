using System.Collections.Concurrent;

namespace Pinchang.Api.Fairs;

/// <summary>
/// Doors of booths, remembered for a second by the booth, the number or the talk that they were asked for: whoever stands
/// before one asks for it with each command. What is not found is not remembered, for it may be made just now.
/// </summary>
internal sealed class BoothDoors(TimeProvider time)
{
    private const int MostRemembered = 5_000;
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<Guid, (BoothDoor Door, long ReadAt)> _doors = [];

    public async Task<BoothDoor?> FindAsync(Guid id, Func<Task<BoothDoor?>> read)
    {
        if (_doors.TryGetValue(id, out var known) && time.GetElapsedTime(known.ReadAt) < Freshness)
        {
            return known.Door;
        }

        if (await read() is not { } door)
        {
            return null;
        }

        if (_doors.Count >= MostRemembered)
        {
            _doors.Clear();
        }

        _doors[id] = (door, time.GetTimestamp());
        return door;
    }
}
