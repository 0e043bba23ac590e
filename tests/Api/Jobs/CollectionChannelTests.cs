using System.Net;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Jobs;
using Pinchang.Contracts.Ledger;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Contracts.Organisations;

namespace Pinchang.Api.Tests.Jobs;

public sealed class CollectionChannelTests(RecruitingScene scene) : IClassFixture<RecruitingScene>
{
    private const string Channels = "/api/operations/collection-channels";

    [Fact]
    [Clause("LH-4.4.2b", at: "Api/Jobs/DecideChannels.cs")]
    public async Task A_job_by_a_channel_off_the_list_is_not_approved_and_comes_into_no_room()
    {
        var job = await scene.SubmittedJobAsync(scene.Posting() with { Channel = CollectionChannel.Mandate, Evidence = "委托书 2026-017" });
        await (await Decide(job)).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "jobs.channel-not-approved");

        var staff = await scene.Api.StaffAsync(Roles.Operator);
        (await staff.Http.GetAsync<CollectionChannelStanding[]>(Channels)).Single(one => one.Approved).Channel.ShouldBe(CollectionChannel.OwnAccount);
        await (await Put(staff, CollectionChannel.Mandate, new(true, " "))).ShouldRefuseAsync(HttpStatusCode.BadRequest, "common.required");
        await (await Put(staff, CollectionChannel.Mandate, new(true, "与委托单位签有协议"))).ReadAsync<CollectionChannelStanding[]>();
        (await scene.ForeignReviewer.Http.GetAsync<CollectionChannelStanding[]>(Channels)).Single(one => one.Channel == CollectionChannel.Mandate).Approved.ShouldBeFalse();
        var approved = await (await Decide(job)).ReadAsync<JobDetails>();
        approved.Source.ShouldNotBeNull().ShouldSatisfyAllConditions(
            source => source.Evidence.ShouldBe("委托书 2026-017"),
            source => source.ChannelApproved.ShouldBeTrue(),
            source => source.Verifier.ShouldNotBe(source.Collector),
            source => source.VerifiedAt.ShouldNotBeNull());

        // What proves it stays between employer and agency.
        var shown = await scene.Api.Browser().GetAsync<JobDetails>($"/api/jobs/{job.Summary.Id}");
        (shown.Source, shown.Posting.Evidence, shown.Posting.Channel).ShouldBe((null, null, CollectionChannel.OwnAccount));

        var plan = new PlanLiveRoom { Title = "采集渠道专场", StartsAt = scene.Api.Clock.GetUtcNow().AddHours(2), JobIds = [job.Summary.Id] };
        (await scene.Owner.Http.PostCommandAsync("/api/live-rooms", plan)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await (await Put(staff, CollectionChannel.Mandate, new(false, "委托协议到期"))).ReadAsync<CollectionChannelStanding[]>();
        await (await scene.Owner.Http.PostCommandAsync("/api/live-rooms", plan)).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "jobs.channel-not-approved");
        (await scene.ReadAsync(data => data.LedgerLines.CountAsync(line => line.Kind == LedgerKinds.ChannelDecided))).ShouldBe(2);
    }

    private Task<HttpResponseMessage> Decide(JobDetails job) =>
        scene.Reviewer.Http.PostCommandAsync($"/api/jobs/{job.Summary.Id}/review-decisions", new DecideReview(true, null));

    private static Task<HttpResponseMessage> Put(SignedInClient staff, CollectionChannel channel, DecideChannel decision) =>
        staff.Http.SendCommandAsync(HttpMethod.Put, $"{Channels}/{channel}", decision);
}
