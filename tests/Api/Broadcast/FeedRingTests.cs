using Pinchang.Api.LiveRooms.Broadcast;
using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Api.Tests.Broadcast;

public sealed class FeedRingTests
{
    private static readonly Guid RoomId = Guid.CreateVersion7();
    private readonly FeedRing _ring = new(RoomId);

    [Fact]
    public void Who_has_everything_is_sent_nothing()
    {
        Add(Chat(1), Chat(2));

        _ring.Since(2).ShouldBeNull();
    }

    [Fact]
    public void A_few_missed_lines_are_sent_whole()
    {
        Add(Chat(1), Chat(2), Notice(3), Chat(4));

        var batch = _ring.Since(1).ShouldNotBeNull();

        batch.After.ShouldBe(1);
        batch.Skipped.ShouldBe(0);
        batch.Items.Select(item => item.Sequence).ShouldBe([2, 3, 4]);
    }

    [Fact]
    public void Of_many_missed_items_all_that_must_arrive_and_the_newest_others_are_kept()
    {
        Add([.. Enumerable.Range(1, 300).Select<int, FeedItem>(n => n % 100 == 0 ? Notice(n) : Chat(n))]);

        var batch = _ring.Since(0).ShouldNotBeNull();

        batch.Skipped.ShouldBe(197);
        batch.Items.Length.ShouldBe(103);
        batch.Items.Where(item => item.IsMust).Select(item => item.Sequence).ShouldBe([100, 200, 300]);
        batch.Items[^1].Sequence.ShouldBe(300);
        batch.Items.Select(item => item.Sequence).ShouldBeInOrder();
    }

    [Fact]
    public void What_the_ring_no_longer_has_is_not_called_skipped()
    {
        for (var n = 0; n < 1_500; n += 100)
        {
            Add([.. Enumerable.Range(n + 1, 100).Select<int, FeedItem>(i => Chat(i))]);
        }

        var batch = _ring.Since(5).ShouldNotBeNull();

        batch.After.ShouldBe(476);
        batch.Skipped.ShouldBe(0);
    }

    [Fact]
    public void A_hole_in_the_feed_begins_the_ring_anew()
    {
        Add(Chat(1), Chat(2));
        _ring.Add(new FeedBatch { RoomId = RoomId, After = 7, Items = [Chat(8)] });

        var batch = _ring.Since(2).ShouldNotBeNull();

        batch.After.ShouldBe(7);
        batch.Items.Select(item => item.Sequence).ShouldBe([8]);
    }

    private static NoticePinned Notice(long sequence) => new() { Sequence = sequence, At = DateTimeOffset.UnixEpoch, Text = "通知" };

    private static ChatPosted Chat(long sequence) => new()
    {
        Sequence = sequence,
        At = DateTimeOffset.UnixEpoch,
        Message = new ChatMessage
        {
            Id = Guid.CreateVersion7(),
            AuthorId = RoomId,
            Author = "小林",
            Staff = false,
            Text = "你好",
            At = DateTimeOffset.UnixEpoch,
        },
    };

    private void Add(params FeedItem[] items) => _ring.Add(new FeedBatch { RoomId = RoomId, After = items[0].Sequence - 1, Items = items });
}
