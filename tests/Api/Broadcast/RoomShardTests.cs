using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Pinchang.Api.LiveRooms.Broadcast;
using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Api.Tests.Broadcast;

/// <summary>Viewers come and go while the lanes send: whatever the order, nobody misses anything or gets it twice.</summary>
public sealed partial class RoomShardTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [Clause("LH-4.3.2b", at: "Api/LiveRooms/Broadcast/RoomShard.cs")]
    public async Task Everybody_gets_everything_once_and_in_order_while_others_come_and_go(int seed)
    {
        var random = new Random(seed);
        using var lanes = new SendLanes();
        var room = new RoomBroadcaster(Guid.CreateVersion7(), null!, lanes, TimeProvider.System);
        var (present, gone) = (new List<Viewer>(), new List<Viewer>());
        var sequence = 0L;
        for (var step = 0; step < 4_000; step++)
        {
            switch (random.Next(10))
            {
                case < 4:
                    present.Add(Viewer.Of(room, sequence));
                    break;
                case < 6 when present.Count > 0:
                    var leaving = present[random.Next(present.Count)];
                    present.Remove(leaving);
                    room.Leave(leaving.Seat);
                    gone.Add(leaving with { Last = null });
                    break;
                default:
                    await room.FeedPublished(new()
                    {
                        RoomId = room.RoomId,
                        After = sequence,
                        Items = [.. Enumerable.Range(1, random.Next(1, 4)).Select(_ => new ChatRemoved { Sequence = ++sequence, At = default, MessageId = default })],
                    });
                    break;
            }

            // Beyond a backlog of some size what may be left out is, which is another test's matter.
            while (room.Backlog > 16 * 1024)
            {
                await Task.Yield();
            }
        }

        for (var tries = 0; tries < 500 && (room.Backlog > 0 || present.Exists(viewer => viewer.Seen.LastOrDefault(viewer.From) < sequence)); tries++)
        {
            await Task.Delay(10);
        }

        room.Backlog.ShouldBe(0);
        present.Count.ShouldBeGreaterThan(500);
        foreach (var viewer in present.Select(viewer => viewer with { Last = sequence }).Concat(gone))
        {
            var seen = viewer.Seen;
            seen.Where((number, place) => number != viewer.From + 1 + place).Take(1).ShouldBeEmpty();
            (viewer.Last is null || viewer.From + seen.Length == sequence).ShouldBeTrue($"{viewer.From} + {seen.Length} of {sequence}");
        }
    }

    private sealed record Viewer(RoomSeat Seat, RecordedLine Line, long From, long? Last)
    {
        public long[] Seen => Line.Sequences();

        public static Viewer Of(RoomBroadcaster room, long sequence)
        {
            var line = new RecordedLine();
            var socket = new RoomSocket(null, line, new DefaultHttpContext()) { PersonId = Guid.CreateVersion7() };
            var seat = room.Seat(socket, desk: false, staff: false);
            socket.StartAfter(sequence);
            socket.AnswerSent();
            return new(seat, line, sequence, sequence);
        }
    }

    /// <summary>A line that takes everything at once and remembers it.</summary>
    private sealed partial class RecordedLine : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            lock (this)
            {
                Write(buffer.Span);
            }

            return default;
        }

        public long[] Sequences()
        {
            lock (this)
            {
                return [.. SequenceField().Matches(Encoding.UTF8.GetString(ToArray())).Select(match => long.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture))];
            }
        }

        [GeneratedRegex("\"sequence\":(\\d+)")]
        private static partial Regex SequenceField();
    }
}
