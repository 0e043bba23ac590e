using System.Net.WebSockets;
using Pinchang.Api.LiveRooms.Broadcast;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Support.LiveRooms;

namespace Pinchang.Api.Tests.Broadcast;

/// <summary>One viewer does not read; what that costs the others, and what that viewer gets in the end.</summary>
public sealed class SlowViewerTests : IAsyncLifetime
{
    private const int LinesPerBatch = 20;

    private readonly RoomOnAir _room = new();
    private long _sequence;

    public Task InitializeAsync() => _room.InitializeAsync();

    public Task DisposeAsync() => _room.DisposeAsync();

    [Fact]
    [Clause("LH-3.1", at: "Api/LiveRooms/Broadcast/RoomSocket.cs")]
    public async Task A_viewer_who_fell_behind_gets_what_must_arrive_and_ends_where_the_others_are()
    {
        await using var reading = await _room.VisitorAsync();
        await using var sleeping = await _room.VisitorAsync();
        _sequence = (await reading.JoinAsync()).GetProperty("value").GetProperty("sequence").GetInt64();
        await sleeping.JoinAsync();
        await PublishUntilSomebodyLagsAsync();

        // More than will be sent on, with a card in the middle.
        var card = _sequence + 1 + (15 * LinesPerBatch);
        for (var i = 0; i < 30; i++)
        {
            await PublishAsync(i == 15 ? [Notice(_sequence + 1)] : Lines());
        }

        var seen = await ReadUntilAsync(sleeping, _sequence);

        seen.Sequences.ShouldContain(card);
        seen.Sequences.ShouldBeInOrder();
        seen.Skipped.ShouldBeGreaterThan(0);
        seen.Gaps.ShouldBe(0);
        (await ReadUntilAsync(reading, _sequence)).Sequences[^1].ShouldBe(_sequence);
    }

    [Fact]
    public async Task A_viewer_whose_line_takes_nothing_is_let_go()
    {
        await using var sleeping = await _room.VisitorAsync();
        _sequence = (await sleeping.JoinAsync()).GetProperty("value").GetProperty("sequence").GetInt64();
        await PublishUntilSomebodyLagsAsync();

        _room.Sockets.Tend(Environment.TickCount64 + 6_000);

        await Should.ThrowAsync<WebSocketException>(sleeping.CloseStatusAsync);
        await WaitAsync(() => _room.Broadcaster.Watching == 0);
    }

    [Fact]
    public async Task Sending_a_batch_allocates_nothing_for_each_viewer()
    {
        var viewers = new List<RoomBrowser>();
        for (var i = 0; i < 40; i++)
        {
            viewers.Add(await _room.VisitorAsync());
            _sequence = (await viewers[^1].JoinAsync()).GetProperty("value").GetProperty("sequence").GetInt64();
        }

        var shard = new RoomShard(_room.Broadcaster);
        foreach (var seat in _room.Broadcaster.Seats())
        {
            shard.Add(new RoomSeat(_room.Broadcaster, shard, seat.Socket));
        }

        FeedFrame Figures() => RoomRecords.FeedReceived(new FeedBatch
        {
            RoomId = RoomsInMemory.RoomId,
            After = _sequence,
            Items = [],
            Audience = new AudienceFigures(1, 2, 3, 4),
        });
        Send(Figures());
        var frames = Enumerable.Range(0, 20).Select(_ => Figures()).ToArray();
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var frame in frames)
        {
            Send(frame);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(20 * 40);
        foreach (var viewer in viewers)
        {
            await viewer.DisposeAsync();
        }

        void Send(FeedFrame frame)
        {
            shard.Offer(frame);
            shard.SendWaiting();
        }
    }

    private static async Task WaitAsync(Func<bool> reached)
    {
        for (var tries = 0; tries < 500 && !reached(); tries++)
        {
            await Task.Delay(20);
        }

        reached().ShouldBeTrue();
    }

    private static async Task<(List<long> Sequences, int Skipped, int Gaps)> ReadUntilAsync(RoomBrowser viewer, long last)
    {
        var (sequences, skipped, gaps) = (new List<long>(), 0, 0);
        while (sequences.LastOrDefault() < last)
        {
            var batch = (await viewer.EventAsync("FeedReceived"))[0];
            if (batch.GetProperty("items").GetArrayLength() == 0)
            {
                continue;
            }

            gaps += sequences.Count > 0 && batch.GetProperty("after").GetInt64() != sequences[^1] ? 1 : 0;
            skipped += batch.GetProperty("skipped").GetInt32();
            sequences.AddRange(batch.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("sequence").GetInt64()));
        }

        return (sequences, skipped, gaps);
    }

    private async Task PublishUntilSomebodyLagsAsync()
    {
        // The kernel holds some megabytes for one who does not read.
        for (var i = 0; i < 20_000 && BroadcastMetrics.LaggingNow == 0; i++)
        {
            await PublishAsync(Lines());
        }

        BroadcastMetrics.LaggingNow.ShouldBeGreaterThan(0);
    }

    private async Task PublishAsync(FeedItem[] items)
    {
        await _room.Broadcaster.FeedPublished(new FeedBatch { RoomId = RoomsInMemory.RoomId, After = items[0].Sequence - 1, Items = items });
        _sequence = items[^1].Sequence;
        await WaitAsync(() => _room.Broadcaster.Backlog == 0);
    }

    private FeedItem[] Lines() =>
    [
        .. Enumerable.Range(1, LinesPerBatch).Select(n => new ChatPosted
        {
            Sequence = _sequence + n,
            At = DateTimeOffset.UnixEpoch,
            Message = new ChatMessage
            {
                Id = Guid.Empty,
                AuthorId = Guid.Empty,
                Author = "小林",
                Staff = false,
                Text = new string('长', 200),
                At = DateTimeOffset.UnixEpoch,
            },
        }),
    ];

    private static NoticePinned Notice(long sequence) => new() { Sequence = sequence, At = DateTimeOffset.UnixEpoch, Text = "通知" };
}
