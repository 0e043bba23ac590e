using Pinchang.Domain.Media;

namespace Pinchang.Domain.Tests.Media;

public sealed class ViewerBacklogTests
{
    private static readonly SharedFrame Text = new(new byte[10], null);
    private static readonly SharedFrame Init = new(new byte[100], StreamMessageKind.Init);
    private static readonly SharedFrame Key = new(new byte[1000], StreamMessageKind.Key);
    private static readonly SharedFrame Delta = new(new byte[1000], StreamMessageKind.Delta);

    [Fact]
    public void A_viewer_gets_nothing_before_its_first_keyframe()
    {
        var backlog = new ViewerBacklog();
        Offer(backlog, Text, Init, Delta, Delta, Key, Delta);
        Take(backlog).ShouldBe([Text, Init, Key, Delta]);
        backlog.Dropped.ShouldBe(2);
    }

    [Fact]
    public void A_slow_viewer_skips_to_the_next_keyframe_and_loses_no_control_message()
    {
        var backlog = new ViewerBacklog(mostFrames: 4);
        Offer(backlog, Init, Key, Delta, Delta, Delta, Delta, Text, Delta, Key, Delta);
        Take(backlog).ShouldBe([Init, Text, Key, Delta]);
        backlog.Dropped.ShouldBe(6);
    }

    [Fact]
    public void It_never_holds_more_than_its_bytes()
    {
        var backlog = new ViewerBacklog(mostFrames: 1000, mostBytes: 5000);
        var random = new Random(7);
        for (var n = 0; n < 10_000; n++)
        {
            backlog.Offer(random.Next(8) == 0 ? Key : Delta);
            backlog.Count.ShouldBeLessThanOrEqualTo(5);
            if (random.Next(3) == 0)
            {
                backlog.TryTake(out _);
            }
        }
    }

    [Fact]
    public void What_is_taken_can_always_be_decoded()
    {
        var backlog = new ViewerBacklog(mostFrames: 6);
        var random = new Random(11);
        var sequence = 0;
        var last = -1;
        for (var n = 0; n < 10_000; n++)
        {
            var key = sequence % 8 == 0;
            backlog.Offer(new SharedFrame(BitConverter.GetBytes(sequence++), key ? StreamMessageKind.Key : StreamMessageKind.Delta));
            while (random.Next(3) != 0 && backlog.TryTake(out var frame))
            {
                var number = BitConverter.ToInt32(frame.Bytes.Span);
                (frame.Kind == StreamMessageKind.Key || number == last + 1).ShouldBeTrue();
                last = number;
            }
        }
    }

    private static void Offer(ViewerBacklog backlog, params SharedFrame[] frames) => Array.ForEach(frames, backlog.Offer);

    private static List<SharedFrame> Take(ViewerBacklog backlog)
    {
        var taken = new List<SharedFrame>();
        while (backlog.TryTake(out var frame))
        {
            taken.Add(frame);
        }

        return taken;
    }
}
