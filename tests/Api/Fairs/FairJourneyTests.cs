using System.Net;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts.Applications;
using Pinchang.Contracts.Fairs;
using Pinchang.Contracts.Resumes;
using static Pinchang.Api.Tests.Fairs.FairScene;

namespace Pinchang.Api.Tests.Fairs;

public sealed class FairJourneyTests(FairScene scene) : IClassFixture<FairScene>
{
    [Fact]
    [Clause("JF-fair", at: "Api/Fairs/Booths/QueuePlaces.cs")]
    public async Task A_candidate_takes_a_number_talks_applies_and_leaves_with_an_answer()
    {
        var candidate = await scene.VisitorAsync();
        var lobby = await candidate.Http.GetAsync<LobbyDetails>($"/api/fairs/{scene.Fair.Summary.Id}/lobby?q=嵌入式");
        var card = lobby.Halls.SelectMany(hall => hall.Booths).Single();
        card.Id.ShouldBe(scene.Booth.BoothId!.Value);
        lobby.ForMe.ShouldBe([card.Id]);
        card.Fit!.Reasons.ShouldContain("与求职意向相符");

        var place = await TakeNumberAsync(candidate, scene.Booth);
        (place.State, place.Before).ShouldBe((PlaceState.Waiting, 0));
        place.Wait.ShouldNotBeNull();

        var call = await CallAsync(scene.Recruiter, scene.Booth);
        call.CandidateId.ShouldBe(candidate.UserId);
        (call.AnswerBy - call.CalledAt).ShouldBe(TimeSpan.FromSeconds(60));
        var talk = await AnswerAsync(candidate, call);
        talk.State.ShouldBe(TalkState.Talking);
        (talk.EndsAt - talk.StartedAt).ShouldBe(TimeSpan.FromMinutes(10));

        var said = await (await candidate.Http.PostCommandAsync($"/api/talks/{talk.Id}/messages", new SayInTalkRequest("您好，想了解一下试用期"))).ReadAsync<TalkMessage>();
        (await scene.Recruiter.Http.GetAsync($"/api/queue-places/{place.Id}/resume")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await (await candidate.Http.PostCommandAsync($"/api/talks/{talk.Id}/resumes", null)).ReadAsync<TalkStanding>();
        (await scene.Recruiter.Http.GetAsync<SaveResume>($"/api/queue-places/{place.Id}/resume")).Name.ShouldBe("陈思远");
        await (await scene.Recruiter.Http.PostCommandAsync($"/api/talks/{talk.Id}/notes", new NoteTalkRequest("基础扎实"))).ReadAsync<TalkStanding>();
        var extended = await (await scene.Recruiter.Http.PostCommandAsync($"/api/talks/{talk.Id}/extensions", null)).ReadAsync<TalkStanding>();
        (extended.EndsAt - talk.EndsAt).ShouldBe(TimeSpan.FromMinutes(5));
        await (await scene.Recruiter.Http.PostCommandAsync($"/api/talks/{talk.Id}/extensions", null)).ShouldRefuseAsync(HttpStatusCode.Conflict, "fairs.already-extended");

        var seen = await candidate.Http.GetAsync<TalkDetails>($"/api/talks/{talk.Id}");
        seen.Messages.ShouldHaveSingleItem().Id.ShouldBe(said.Id);
        seen.Note.ShouldBeNull("the booth's note is the booth's");
        (await scene.Recruiter.Http.GetAsync<TalkDetails>($"/api/talks/{talk.Id}")).Resume!.Headline.ShouldBe("五年固件经验");

        await (await candidate.Http.PostCommandAsync("/api/applications", new Apply { JobId = scene.Job.Summary.Id, BoothId = scene.Booth.BoothId })).ReadAsync<ApplicationSummary>();
        var settled = await (await scene.Recruiter.Http.PostCommandAsync(
            $"/api/talks/{talk.Id}/results", new SettleTalkRequest(TalkResult.SecondTalk, Message: "周三下午再聊"))).ReadAsync<TalkStanding>();
        (settled.State, settled.End, settled.Result).ShouldBe((TalkState.Ended, TalkEnd.ByRecruiter, TalkResult.SecondTalk));
        (await candidate.Http.GetAsync<TalkDetails>($"/api/talks/{talk.Id}")).Standing.Result.ShouldBeNull("it may still be taken back");

        var undone = await (await scene.Recruiter.Http.PostCommandAsync($"/api/talks/{talk.Id}/result-undo", null)).ReadAsync<TalkStanding>();
        undone.Result.ShouldBeNull();
        await (await scene.Recruiter.Http.PostCommandAsync($"/api/talks/{talk.Id}/results", new SettleTalkRequest(TalkResult.Fits))).ReadAsync<TalkStanding>();

        var report = await scene.Operator.Http.GetAsync<FairReport>($"/api/fairs/{scene.Fair.Summary.Id}/summary");
        report.Booths.Single(booth => booth.Number == scene.Booth.BoothNumber).Fits.ShouldBeGreaterThanOrEqualTo(1);
        report.Applications.ShouldBeGreaterThanOrEqualTo(1);
        foreach (var file in new[] { "summary.csv", "summary.xlsx" })
        {
            var answer = await scene.Operator.Http.GetAsync($"/api/fairs/{scene.Fair.Summary.Id}/{file}");
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, file);
            (await answer.Content.ReadAsByteArrayAsync()).Length.ShouldBeGreaterThan(500);
        }

        var board = await scene.Operator.Http.GetAsync<FairBoard>($"/api/fairs/{scene.Fair.Summary.Id}/board");
        board.Booths.Length.ShouldBe(2);
    }

    [Fact]
    [Clause("JF-fair", at: "Domain/Fairs/Queue/QueueRules.cs")]
    public async Task Two_numbers_at_one_booth_are_refused_and_a_retry_is_the_same_number()
    {
        var candidate = await scene.VisitorAsync();
        var key = Guid.NewGuid();
        var place = await TakeNumberAsync(candidate, scene.Booth, key);
        (await TakeNumberAsync(candidate, scene.Booth, key)).Id.ShouldBe(place.Id);
        await (await candidate.Http.PostCommandAsync($"/api/booths/{scene.Booth.BoothId}/queue-places", new TakeNumberRequest()))
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "fairs.has-number");

        await (await candidate.Http.PostCommandAsync($"/api/queue-places/{place.Id}/withdrawals", null)).ReadAsync<QueuePlace>();
        var again = await TakeNumberAsync(candidate, scene.Booth);
        again.Number.ShouldBeGreaterThan(place.Number, "whoever leaves and comes back stands behind");
        await (await candidate.Http.PostCommandAsync($"/api/queue-places/{again.Id}/withdrawals", null)).ReadAsync<QueuePlace>();
    }

    [Fact]
    [Clause("JF-fair", at: "Data/Fairs/BoothRows.cs")]
    public async Task A_candidate_in_a_talk_is_called_by_no_other_booth()
    {
        var candidate = await scene.VisitorAsync();
        await TakeNumberAsync(candidate, scene.Booth);
        var other = await TakeNumberAsync(candidate, scene.OtherBooth);
        var call = await CallAsync(scene.Recruiter, scene.Booth);
        call.CandidateId.ShouldBe(candidate.UserId);
        await (await scene.OtherRecruiter.Http.PostCommandAsync($"/api/booths/{scene.OtherBooth.BoothId}/calls", null))
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "fairs.nobody-ready");
        await AnswerAsync(candidate, call);
        await (await scene.OtherRecruiter.Http.PostCommandAsync($"/api/booths/{scene.OtherBooth.BoothId}/calls", null))
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "fairs.nobody-ready");

        await (await candidate.Http.PostCommandAsync($"/api/talks/{call.Id}/endings", null)).ReadAsync<TalkStanding>();
        var second = await UntilAsync(
            () => scene.OtherRecruiter.Http.PostCommandAsync($"/api/booths/{scene.OtherBooth.BoothId}/calls", null), "the candidate is free again");
        (await second.ReadAsync<TalkStanding>()).PlaceId.ShouldBe(other.Id);
        await (await candidate.Http.PostCommandAsync($"/api/queue-places/{other.Id}/withdrawals", null)).ReadAsync<QueuePlace>();
    }

    [Fact]
    [Clause("JF-7.3", at: "Api/Fairs/FairAccess.cs")]
    public async Task What_is_anothers_is_not_found()
    {
        var candidate = await scene.VisitorAsync();
        var stranger = await scene.VisitorAsync();
        var place = await TakeNumberAsync(candidate, scene.OtherBooth);
        var booth = $"/api/booths/{scene.OtherBooth.BoothId}";
        await (await scene.Recruiter.Http.PostCommandAsync($"{booth}/calls", null)).ShouldRefuseAsync(HttpStatusCode.NotFound, "fairs.booth-not-found");
        await (await scene.Recruiter.Http.GetAsync($"{booth}/desk")).ShouldRefuseAsync(HttpStatusCode.NotFound, "fairs.booth-not-found");
        await (await stranger.Http.PostCommandAsync($"{booth}/pauses", new PauseBoothRequest(true))).ShouldRefuseAsync(HttpStatusCode.NotFound, "fairs.booth-not-found");
        await (await stranger.Http.PostCommandAsync($"/api/queue-places/{place.Id}/withdrawals", null)).ShouldRefuseAsync(HttpStatusCode.NotFound, "fairs.place-not-found");
        await (await scene.Recruiter.Http.PostCommandAsync($"/api/queue-places/{place.Id}/skips", new SkipPlaceRequest("试试"))).ShouldRefuseAsync(HttpStatusCode.NotFound, "fairs.place-not-found");
        await (await scene.Recruiter.Http.GetAsync($"/api/queue-places/{place.Id}/resume")).ShouldRefuseAsync(HttpStatusCode.NotFound, "fairs.place-not-found");
        await (await scene.ForeignOperator.Http.GetAsync($"/api/fairs/{scene.Fair.Summary.Id}/board")).ShouldRefuseAsync(HttpStatusCode.NotFound, "fairs.not-found");

        var call = await UntilAsync(() => scene.OtherRecruiter.Http.PostCommandAsync($"{booth}/calls", null), "called");
        var talk = await AnswerAsync(candidate, await call.ReadAsync<TalkStanding>());
        await (await stranger.Http.GetAsync($"/api/talks/{talk.Id}")).ShouldRefuseAsync(HttpStatusCode.NotFound, "fairs.talk-not-found");
        await (await scene.Recruiter.Http.GetAsync($"/api/talks/{talk.Id}")).ShouldRefuseAsync(HttpStatusCode.NotFound, "fairs.talk-not-found");
        await (await stranger.Http.PostCommandAsync($"/api/talks/{talk.Id}/messages", new SayInTalkRequest("在吗"))).ShouldRefuseAsync(HttpStatusCode.NotFound, "fairs.talk-not-found");
        await (await candidate.Http.PostCommandAsync($"/api/talks/{talk.Id}/messages", new SayInTalkRequest("加我微信聊"))).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "fairs.screened");
        await (await candidate.Http.PostCommandAsync($"/api/talks/{talk.Id}/endings", null)).ReadAsync<TalkStanding>();
    }

    private static async Task<HttpResponseMessage> UntilAsync(Func<Task<HttpResponseMessage>> act, string what)
    {
        for (var i = 0; i < 100; i++)
        {
            var answer = await act();
            if (answer.IsSuccessStatusCode)
            {
                return answer;
            }

            await Task.Delay(50);
        }

        throw new ShouldAssertException(what);
    }
}
