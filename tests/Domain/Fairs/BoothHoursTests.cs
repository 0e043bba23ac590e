using Pinchang.Contracts.Fairs;
using Pinchang.Domain.Fairs;
using static Pinchang.Domain.Tests.Fairs.OpenBooth;

namespace Pinchang.Domain.Tests.Fairs;

/// <summary>What the clock alone does to those who wait, around the moments when the halls open and shut.</summary>
public sealed class BoothHoursTests
{
    private static readonly DateTimeOffset Closes = PlanOf(Id(900)).ClosesAt;

    /// <summary>The first of a fair come in its first second, and keep their numbers.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1_999)]
    [InlineData(60_000)]
    [Clause("JF-3.1", at: "Domain/Fairs/Queue/BoothKeeper.cs")]
    public async Task A_number_taken_while_the_halls_are_open_stays(int millisecondsAfterOpening) =>
        (await AfterTimePassedAsync(Opens.AddMilliseconds(millisecondsAfterOpening), TimeSpan.Zero)).ShouldBe(PlaceState.Waiting);

    [Fact]
    [Clause("JF-3.1", at: "Domain/Fairs/Queue/BoothKeeper.cs")]
    public async Task Who_still_waits_is_sent_home_when_the_halls_have_shut()
    {
        (await AfterTimePassedAsync(Closes.AddSeconds(-5), TimeSpan.FromSeconds(6))).ShouldBe(PlaceState.Waiting, "an answer received in time may still be on its way");
        (await AfterTimePassedAsync(Closes.AddSeconds(-5), TimeSpan.FromSeconds(5) + CallRules.Slack)).ShouldBe(PlaceState.Closed);
    }

    private static async Task<PlaceState> AfterTimePassedAsync(DateTimeOffset taken, TimeSpan later)
    {
        var (rows, clock, plan) = (new CrashingRows(), new SetClock { Now = taken }, PlanOf(Id(900)));
        rows.Open(plan, new(BoothState.Open, null, Opens, [Recruiter]));
        var keeper = new BoothKeeper(rows.Wake(plan), new(taken), rows, clock);
        var take = keeper.DecideAsync(
            queue => QueueRules.Take(queue, new(new(Id(10), "求职者", false, false, taken), Id(500), 1, null, false), taken), null);
        rows.Commit();
        (await take).IsAccepted.ShouldBeTrue();

        clock.Now = taken + later;
        var pass = keeper.PassTimeAsync();
        while (rows.Waiting > 0)
        {
            rows.Commit();
        }

        await pass;
        return keeper.Queue.FindPlace(Id(500))!.State;
    }
}
