using System.Text.Json;
using Pinchang.Api.Hosting;
using Pinchang.Api.LiveRooms.Broadcast;
using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Api.Tests.Broadcast;

public sealed class SnapshotOnceTests
{
    private readonly JsonSerializerOptions _hub = new(JsonDefaults.Options) { Converters = { new SnapshotOnce() } };

    [Fact]
    public void Everybody_at_the_door_reads_what_the_snapshot_says()
    {
        var answer = new HubAnswer<RoomSnapshot>(Snapshot("欢迎 \"大家\""), null);

        var texts = Enumerable.Range(0, 2).Select(_ => JsonSerializer.Serialize(answer, _hub)).ToArray();

        texts.ShouldAllBe(text => text == JsonSerializer.Serialize(answer, JsonDefaults.Options));
    }

    [Fact]
    public void A_later_snapshot_is_written_anew()
    {
        var first = Snapshot("八点开始");
        JsonSerializer.Serialize(first, _hub);

        JsonSerializer.Serialize(first with { PinnedMessage = "九点开始" }, _hub).ShouldContain("九点开始");
    }

    private static RoomSnapshot Snapshot(string pinned) => new()
    {
        RoomId = Guid.CreateVersion7(),
        SessionId = Guid.CreateVersion7(),
        State = LiveSessionState.OnAir,
        Stream = StreamState.Live,
        Sequence = 7,
        Cards = [],
        CurrentCardId = null,
        PinnedMessage = pinned,
        Chat = [],
        Questions = [],
        Audience = new AudienceFigures(1, 2, 3, 4),
        SlowModeSeconds = 0,
        StartedAt = null,
        EndedAt = null,
        At = DateTimeOffset.UnixEpoch,
    };
}
