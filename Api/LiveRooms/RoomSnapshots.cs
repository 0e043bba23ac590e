using System.Collections.Concurrent;
using System.Text.Json;
using Orleans;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Api.LiveRooms;

/// <summary>The snapshot of a room as bytes, made once for all who ask within a tick of its feed.</summary>
internal sealed class RoomSnapshots(IGrainFactory grains, TimeProvider time)
{
    private const int Remembered = 1_000;
    private static readonly TimeSpan Freshness = TimeSpan.FromMilliseconds(100);
    private readonly ConcurrentDictionary<Guid, Kept> _kept = [];

    /// <summary>Null when there is no such room.</summary>
    public Task<byte[]?> GetAsync(Guid roomId)
    {
        var now = time.GetTimestamp();
        if (_kept.TryGetValue(roomId, out var kept) && !kept.Bytes.IsFaulted && time.GetElapsedTime(kept.At, now) < Freshness)
        {
            return kept.Bytes;
        }

        if (_kept.Count >= Remembered)
        {
            _kept.Clear();
        }

        return (_kept[roomId] = new(ReadAsync(roomId), now)).Bytes;
    }

    private async Task<byte[]?> ReadAsync(Guid roomId) => await grains.GetGrain<ILiveRoomGrain>(roomId).GetSnapshot() is { } snapshot
        ? JsonSerializer.SerializeToUtf8Bytes(snapshot, JsonDefaults.Options)
        : null;

    private sealed record Kept(Task<byte[]?> Bytes, long At);
}
