using Pinchang.Contracts.LiveRooms;
using Pinchang.Domain.Media;
using Pinchang.Support.Media;

namespace Pinchang.Domain.Tests.Media;

public sealed class MediaFragmentTests
{
    private static readonly InitSegment Init = InitSegment.Read(StreamMaker.Init()).Value!;

    [Fact]
    public void The_init_segment_names_its_codec_as_MIME_types_do() => Init.Codecs.ShouldBe("avc1.42C01E");

    [Fact]
    public void A_fragment_tells_its_time_its_length_and_whether_it_starts_with_a_key()
    {
        var key = MediaFragment.Read(StreamMaker.Fragment(7, 1200, key: true), Init).Value.ShouldNotBeNull();
        key.ShouldBe(new MediaFragment(7, 1200, 120, true, 3));
        MediaFragment.Read(StreamMaker.Fragment(8, 1320, key: false), Init).Value!.StartsWithKey.ShouldBeFalse();
    }

    [Fact]
    public void A_number_written_into_a_fragment_is_read_back()
    {
        var bytes = StreamMaker.Fragment(1, 0, key: true);
        MediaFragment.Number(bytes, 4711);
        MediaFragment.Read(bytes, Init).Value!.Sequence.ShouldBe(4711u);
    }

    [Fact]
    public void Every_cut_of_a_fragment_or_init_segment_is_refused()
    {
        var fragment = StreamMaker.Fragment(1, 0, key: true, frameBytes: 20);
        for (var length = 0; length < fragment.Length; length++)
        {
            MediaFragment.Read(fragment.AsSpan(0, length), Init).Refusal.ShouldBe(MediaRefusals.Malformed);
        }

        var init = StreamMaker.Init();
        for (var length = 0; length < init.Length; length++)
        {
            InitSegment.Read(init.AsSpan(0, length)).Refusal.ShouldBe(MediaRefusals.Malformed);
        }
    }

    [Fact]
    public void Random_damage_never_throws()
    {
        var random = new Random(20_260_801);
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = round % 2 == 0 ? StreamMaker.Fragment(1, 0, key: true, frameBytes: 8) : StreamMaker.Init();
            for (var hits = random.Next(1, 6); hits > 0; hits--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            Should.NotThrow(() => (MediaFragment.Read(bytes, Init), InitSegment.Read(bytes), StreamMessage.Read(bytes)));
        }
    }

    [Fact]
    public void Bytes_behind_the_fragment_are_refused()
    {
        byte[] twice = [.. StreamMaker.Fragment(1, 0, key: true), .. StreamMaker.Fragment(2, 120, key: false)];
        MediaFragment.Read(twice, Init).Refusal.ShouldBe(MediaRefusals.Malformed);
    }
}
