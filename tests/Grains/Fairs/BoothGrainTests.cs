using Pinchang.Contracts.Fairs;
using static Pinchang.Grains.Tests.Fairs.FairSilo;

namespace Pinchang.Grains.Tests.Fairs;

/// <summary>A booth through activations, hours and changes of its plan.</summary>
public sealed class BoothGrainTests
{
    [Fact]
    public async Task Numbers_survive_the_activation_that_gave_them()
    {
        await using var silo = await StartAsync();
        var first = (await silo.TakeAsync(11)).Value!;
        var call = (await silo.CallAsync()).Value!;
        (await silo.TakeAsync(12)).Value!.Number.ShouldBe(2);
        await silo.DisposeAsync();

        await using var restarted = await StartAsync(silo.Rows);
        var woken = (await restarted.Booth.GetSnapshot())!;

        woken.Queue.Select(entry => (entry.Number, entry.CandidateId, entry.State)).ShouldBe(
            [(1, Id(11), PlaceState.Called), (2, Id(12), PlaceState.Waiting)]);
        woken.Talks.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            talk => talk.Id.ShouldBe(call.Id), talk => talk.AnswerBy.ShouldBe(call.AnswerBy), talk => talk.PlaceId.ShouldBe(first.Id));
        (await restarted.TakeAsync(13)).Value!.Number.ShouldBe(3);
    }

    [Fact]
    public async Task A_booth_that_another_activation_took_keeps_nothing_more_and_is_read_again()
    {
        await using var silo = await StartAsync();
        await silo.TakeAsync(11);
        await using var other = await StartAsync(silo.Rows);
        (await other.TakeAsync(12)).Value!.Number.ShouldBe(2);

        (await silo.TakeAsync(13)).Refusal!.Code.ShouldBe("common.unavailable", "it would be the second number 2");
        silo.Rows.PlacesAt(FairRows.BoothId).Select(place => place.CandidateId).ShouldBe([Id(11), Id(12)]);

        QueuePlace? third = null;
        await UntilAsync(async () => (third = (await silo.TakeAsync(13)).Value) is not null, "the booth is read again");
        third!.Number.ShouldBe(3);
        silo.Rows.EpochOf(FairRows.BoothId).ShouldBe(3);
        (await silo.Booth.GetSnapshot())!.Queue.Select(entry => entry.CandidateId).ShouldBe([Id(11), Id(12), Id(13)]);
    }

    [Fact]
    public async Task The_first_numbers_of_a_fair_are_not_sent_home_in_its_first_seconds()
    {
        await using var silo = await StartAsync(opensIn: TimeSpan.FromSeconds(10));
        var host = await silo.ListenAsync(50, Id(11));
        (await silo.TakeAsync(11)).Refusal!.Code.ShouldBe("fairs.not-open-yet");
        await silo.PassAsync(TimeSpan.FromSeconds(10));

        var place = (await silo.TakeAsync(11)).Value!;
        await silo.PassAsync(TimeSpan.FromSeconds(5));

        (await silo.EntryAsync(11))!.State.ShouldBe(PlaceState.Waiting);
        host.Places.Where(told => told.Place.Id == place.Id).ShouldAllBe(told => told.Place.State == PlaceState.Waiting);
    }

    [Fact]
    public async Task An_opening_that_is_put_off_reaches_the_booths_that_are_awake_and_costs_nobody_the_number()
    {
        await using var silo = await StartAsync();
        var host = await silo.ListenAsync(50, Id(11));
        await silo.TakeAsync(11);

        silo.Rows.Replan(plan => plan with { OpensAt = silo.Now.AddMinutes(30) });
        await silo.Fair.PlanChanged();

        await UntilAsync(async () => (await silo.TakeAsync(12)).Refusal?.Code == "fairs.not-open-yet", "the booth heard of it");
        (await silo.CallAsync()).Refusal!.Code.ShouldBe("fairs.not-open-yet");
        await silo.PassAsync(TimeSpan.FromSeconds(10));
        (await silo.EntryAsync(11))!.State.ShouldBe(PlaceState.Waiting);
        GC.KeepAlive(host);
    }

    [Fact]
    public async Task A_change_that_nobody_told_of_is_found_within_a_quarter_of_a_minute()
    {
        await using var silo = await StartAsync();
        await silo.TakeAsync(11);

        silo.Rows.Replan(plan => plan with { ClosesAt = silo.Now });
        await silo.PassAsync(TimeSpan.FromSeconds(20));

        (await silo.TakeAsync(12)).Refusal!.Code.ShouldBe("fairs.closed-since");
        silo.Rows.PlacesAt(FairRows.BoothId).ShouldHaveSingleItem().State.ShouldBe(PlaceState.Closed);
    }

    [Fact]
    public async Task A_call_that_nobody_answers_goes_on_to_the_next_by_itself()
    {
        await using var silo = await StartAsync();
        var host = await silo.ListenAsync(50, Id(11), Id(12), FairRows.Recruiter);
        await silo.TakeAsync(11);
        await silo.TakeAsync(12);
        (await silo.CallAsync()).Value!.CandidateId.ShouldBe(Id(11));

        for (var i = 0; i < 13; i++)
        {
            await silo.Fair.Subscribe(host.Id, [Id(11), Id(12), FairRows.Recruiter], host.Reference);
            await silo.PassAsync(TimeSpan.FromSeconds(5));
        }

        await UntilAsync(async () => (await silo.EntryAsync(12))!.State == PlaceState.Called, "the next one is called");
        (await silo.EntryAsync(11))!.ShouldSatisfyAllConditions(
            entry => entry.State.ShouldBe(PlaceState.Waiting), entry => entry.Hold.ShouldBe(Hold.PutOff), entry => entry.Skips.ShouldBe(1));
    }
}
