using Pinchang.Contracts.Fairs;
using Pinchang.Domain.Fairs;
using static Pinchang.Grains.Tests.Fairs.FairSilo;

namespace Pinchang.Grains.Tests.Fairs;

/// <summary>What crosses booths: who is there, who is taken, and what the hosts are told.</summary>
public sealed class FairGrainTests
{
    [Fact]
    public async Task Who_comes_and_goes_at_the_hosts_is_told_to_the_booth_where_they_wait()
    {
        await using var silo = await StartAsync();
        var host = await silo.ListenAsync(50);
        await silo.TakeAsync(11);
        await silo.PassAsync(Attendance.Silence);
        (await silo.EntryAsync(11))!.Presence.ShouldBe(Presence.Away, "nothing was heard of them since the number");

        await silo.Fair.NotePresence(host.Id, Id(11), true);
        await UntilAsync(async () => (await silo.EntryAsync(11))!.Presence == Presence.Online, "a socket came");
        await silo.PassAsync(TimeSpan.FromSeconds(25));
        (await silo.EntryAsync(11))!.Hold.ShouldBe(Hold.None);

        await silo.Fair.Subscribe(host.Id, [Id(11)], host.Reference);
        await silo.Fair.NotePresence(host.Id, Id(11), false);
        await silo.PassAsync(Attendance.Silence);
        (await silo.EntryAsync(11))!.Hold.ShouldBe(Hold.Away);
        (await silo.CallAsync()).Refusal!.Code.ShouldBe("fairs.nobody-ready");
    }

    [Fact]
    public async Task Somebody_at_two_hosts_goes_with_the_last_one()
    {
        await using var silo = await StartAsync();
        var first = await silo.ListenAsync(50, Id(11));
        var second = await silo.ListenAsync(51, Id(11));
        await silo.TakeAsync(11);

        await silo.Fair.NotePresence(first.Id, Id(11), false);
        await silo.PassAsync(TimeSpan.FromSeconds(40));
        (await silo.EntryAsync(11))!.Presence.ShouldBe(Presence.Online);
        (await silo.Fair.GetFigures()).Figures.Online.ShouldBe(1);

        await silo.Fair.Unsubscribe(second.Id);
        (await silo.Fair.GetFigures()).Figures.Online.ShouldBe(0);
        await silo.PassAsync(TimeSpan.FromSeconds(40));
        (await silo.EntryAsync(11))!.Presence.ShouldBe(Presence.Away);
    }

    [Fact]
    public async Task The_people_of_a_host_that_falls_silent_go_with_it_and_lose_their_numbers_only_after_the_grace()
    {
        await using var silo = await StartAsync();
        var dead = await silo.ListenAsync(50, Id(11));
        var alive = await silo.ListenAsync(51, Id(12));
        await silo.TakeAsync(11);
        await silo.TakeAsync(12);

        // A host dies without a word: for a minute its people count as there, then the grace of two minutes begins.
        await PassRenewingAsync(silo, alive, TimeSpan.FromSeconds(55));
        (await silo.EntryAsync(11))!.Presence.ShouldBe(Presence.Online);
        await PassRenewingAsync(silo, alive, TimeSpan.FromSeconds(40));
        (await silo.EntryAsync(11))!.Presence.ShouldBe(Presence.Away);
        (await silo.Fair.GetFigures()).Figures.Online.ShouldBe(1);
        await PassRenewingAsync(silo, alive, TimeSpan.FromSeconds(70));
        (await silo.EntryAsync(11)).ShouldNotBeNull("the grace counts from when the host was given up");

        await PassRenewingAsync(silo, alive, TimeSpan.FromSeconds(30));
        await UntilAsync(async () => await silo.EntryAsync(11) is null, "the grace is over");
        silo.Rows.PlacesAt(FairRows.BoothId).Single(place => place.CandidateId == Id(11)).State.ShouldBe(PlaceState.Lost);
        (await silo.EntryAsync(12))!.Presence.ShouldBe(Presence.Online);
        GC.KeepAlive(dead);
    }

    [Fact]
    public async Task Who_is_in_a_talk_at_one_booth_is_held_at_the_others_and_free_again_at_once()
    {
        await using var silo = await StartAsync();
        var host = await silo.ListenAsync(50, Id(11), FairRows.Recruiter);
        await silo.TakeAsync(11);
        await silo.TakeAsync(11, silo.OtherBooth, slot: 2);

        var call = (await silo.CallAsync()).Value!;
        await UntilAsync(async () => (await silo.EntryAsync(11, silo.OtherBooth))!.Hold == Hold.Busy, "called at the first booth");
        (await silo.CallAsync(silo.OtherBooth, FairRows.OtherRecruiter)).Refusal!.Code.ShouldBe("fairs.nobody-ready");

        (await silo.Booth.AnswerCall(new(silo.Candidate(11), call.PlaceId))).Value!.State.ShouldBe(TalkState.Talking);
        (await silo.Booth.EndTalk(new(silo.Candidate(11), call.Id))).IsAccepted.ShouldBeTrue();
        await UntilAsync(async () => (await silo.EntryAsync(11, silo.OtherBooth))!.Hold == Hold.None, "free again");
        (await silo.CallAsync(silo.OtherBooth, FairRows.OtherRecruiter)).Value!.CandidateId.ShouldBe(Id(11));
        GC.KeepAlive(host);
    }

    [Fact]
    public async Task A_call_reaches_the_candidate_on_whatever_host_and_page_it_is()
    {
        await using var silo = await StartAsync();
        var boothPage = await silo.ListenAsync(50, FairRows.Recruiter);
        var elsewhere = await silo.ListenAsync(51, Id(11));
        var place = (await silo.TakeAsync(11)).Value!;

        var call = (await silo.CallAsync()).Value!;

        foreach (var host in new[] { boothPage, elsewhere })
        {
            await UntilAsync(() => Task.FromResult(host.Places.Any(told => told.IsCall)), "the call is told");
            var told = host.Places.Single(told => told.IsCall);
            (told.CandidateId, told.Place.Id, told.Place.State, told.Place.AnswerBy).ShouldBe((Id(11), place.Id, PlaceState.Called, call.AnswerBy));
        }
    }

    private static async Task PassRenewingAsync(FairSilo silo, HearingHall host, TimeSpan by)
    {
        for (var left = by; left > TimeSpan.Zero; left -= TimeSpan.FromSeconds(5))
        {
            await silo.Fair.Subscribe(host.Id, [Id(12)], host.Reference);
            await silo.PassAsync(TimeSpan.FromSeconds(5));
        }
    }
}
