using Pinchang.Contracts.Reviews;
using Pinchang.Domain.Reviews.Samples;

namespace Pinchang.Domain.Tests.Reviews;

public sealed class SampleDrawTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 4, 0, 0, TimeSpan.Zero);
    private static readonly byte[] Seed = [.. Enumerable.Range(0, SampleDraw.SeedLength).Select(number => (byte)number)];
    private static readonly Guid[] Ids = [.. Enumerable.Range(1, 400).Select(number => new Guid(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]))];

    [Fact]
    [Clause("LH-4.4.1d", at: "Domain/Reviews/Samples/SampleDraw.cs")]
    public void Whoever_has_the_seed_and_the_ids_draws_the_same_in_whatever_order_they_come()
    {
        var drawn = SampleDraw.Choose(Seed, 5, Ids);

        drawn.Count.ShouldBe(20);
        SampleDraw.Choose(Seed, 5, [.. Ids.Reverse()]).ShouldBe(drawn, ignoreOrder: true);
        SampleDraw.Choose([.. Seed.Reverse()], 5, Ids).SetEquals(drawn).ShouldBeFalse();
        SampleDraw.Choose(Seed, 50, Ids).ShouldBeSubsetOf(Ids);
        drawn.ShouldBeSubsetOf(SampleDraw.Choose(Seed, 50, Ids), "a larger share reads the smaller one's again");
    }

    [Theory]
    [InlineData(0, 5, 0)]
    [InlineData(1, 5, 1)]
    [InlineData(21, 5, 2)]
    [InlineData(400, 100, 400)]
    public void A_share_is_rounded_up(int passed, int percent, int drawn)
    {
        SampleDraw.Choose(Seed, percent, Ids[..passed]).Count.ShouldBe(drawn);
        SampleDraw.Of(Guid.NewGuid(), SampledKind.Chat, new(2026, 3, 1), percent, Seed, passed, Noon).Drawn.ShouldBe(drawn);
    }

    [Fact]
    public void The_digest_is_the_one_that_is_written_down_for_inspectors() =>
        SampleDraw.DigestOf(Seed, new("00112233-4455-6677-8899-aabbccddeeff"))
            .ShouldBe(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData([.. Seed, .. Convert.FromHexString("00112233445566778899AABBCCDDEEFF")])));
}
