using System.Buffers.Binary;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Domain.Media;
using Pinchang.Support.Media;

namespace Pinchang.Domain.Tests.Media;

public sealed class RecordingScanTests
{
    [Fact]
    public void A_file_cut_anywhere_keeps_every_whole_fragment()
    {
        var file = StreamMaker.File(24);
        var whole = Scan(file).Fragments;
        whole.Length.ShouldBe(24);
        var random = new Random(3);
        for (var round = 0; round < 300; round++)
        {
            var length = random.Next(StreamMaker.Init().Length, file.Length);
            var found = Scan(file[..length]);
            found.Fragments.ShouldBe(whole.Where(entry => entry.End <= length));
            found.Part.Length.ShouldBe(found.Fragments is [.., var last] ? last.End : StreamMaker.Init().Length);
        }
    }

    [Fact]
    public void A_file_without_a_whole_head_is_no_recording() =>
        RecordingScan.Read(new MemoryStream(StreamMaker.Init()[..40]), 1).ShouldBeNull();

    [Fact]
    public void The_note_of_a_gap_is_found_and_breaks_the_segment()
    {
        byte[] file = [.. StreamMaker.File(8), .. GapBox.Write(new RecordingGap(960, 42_000)), .. StreamMaker.Fragment(9, 960, key: true)];
        var found = Scan(file);
        found.Gaps.ShouldBe([new RecordingGap(960, 42_000)]);
        var segments = SegmentPlan.Cut(Index(file), 10_000, ended: true);
        segments.Select(segment => (segment.MediaTime, segment.Duration, segment.AfterBreak)).ShouldBe([(0, 960, false), (960, 120, true)]);
    }

    [Fact]
    public void The_line_goes_on_from_the_file_alone() => Index(StreamMaker.File(10)).Line.ShouldBe(new StreamLine(11, 1200));

    [Fact]
    public void Segments_start_with_keys_and_stay_the_same_while_the_file_grows()
    {
        var later = SegmentPlan.Cut(Index(StreamMaker.File(100)), 1_900, ended: false);
        var earlier = SegmentPlan.Cut(Index(StreamMaker.File(60)), 1_900, ended: false);
        earlier.ShouldBe(later.Take(earlier.Count));
        later.ShouldAllBe(segment => segment.Duration == 1920);
    }

    [Fact]
    public void The_seek_index_covers_the_file_exactly()
    {
        var file = StreamMaker.File(80);
        var index = Index(file);
        var sidx = SeekIndex.Write(index.Parts[0], SegmentPlan.Cut(index, 0, ended: true));
        var count = BinaryPrimitives.ReadUInt16BigEndian(sidx.AsSpan(38));
        count.ShouldBe((ushort)10);
        Enumerable.Range(0, count).Sum(n => (long)BinaryPrimitives.ReadUInt32BigEndian(sidx.AsSpan(40 + (n * 12))))
            .ShouldBe(file.Length - StreamMaker.Init().Length);
        Enumerable.Range(0, count).Sum(n => (long)BinaryPrimitives.ReadUInt32BigEndian(sidx.AsSpan(44 + (n * 12)))).ShouldBe(9600 * 90);
    }

    private static (RecordingPart Part, FragmentEntry[] Fragments, RecordingGap[] Gaps) Scan(byte[] file) =>
        RecordingScan.Read(new MemoryStream(file), 1).ShouldNotBeNull();

    private static RecordingIndex Index(byte[] file)
    {
        var (part, fragments, gaps) = Scan(file);
        return new RecordingIndex([part], fragments, gaps);
    }
}
