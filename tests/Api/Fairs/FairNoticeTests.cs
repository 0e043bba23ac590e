using System.Net;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts.Fairs;
using Pinchang.Domain.Fairs;
using Pinchang.Domain.Notify;

namespace Pinchang.Api.Tests.Fairs;

public sealed class FairNoticeTests(FairScene scene) : IClassFixture<FairScene>
{
    [Fact]
    [Clause("JF-8.4", at: "Api/Fairs/Announcing/FairNotices.cs")]
    public async Task A_change_is_told_to_everybody_registered_and_is_a_task_for_each_medium()
    {
        var fair = await scene.PublishedFairAsync(TimeSpan.FromDays(2));
        var path = $"/api/fairs/{fair.Summary.Id}";
        var candidate = await scene.VisitorAsync(fair);
        await (await scene.Operator.Http.PostCommandAsync($"{path}/publications", new PublishFair { Medium = "本地日报" }))
            .ShouldRefuseAsync(HttpStatusCode.BadRequest, "fairs.address-required");
        await (await scene.Operator.Http.PostCommandAsync($"{path}/publications", new PublishFair { Medium = "本地日报", Address = "A4 版" })).ReadAsync<FairDetails>();
        await (await scene.Operator.Http.SendCommandAsync(HttpMethod.Put, path, fair.Announcement)).ShouldRefuseAsync(HttpStatusCode.Conflict, "fairs.already-published");

        var changed = await (await scene.Operator.Http.PostCommandAsync(
            $"{path}/changes", new ChangeFair(fair.Announcement with { Scale = "参会企业 5 家" }, "参会企业增加"))).ReadAsync<FairDetails>();
        var notice = changed.Notices.ShouldHaveSingleItem();
        notice.Text.ShouldContain("规模");
        notice.Told.ShouldBe(1);
        (await scene.Recruiting.ReadAsync(data => data.Set<Message>().CountAsync(message => message.UserId == candidate.UserId && message.Subject.Contains("通告")))).ShouldBe(1);

        var publications = await scene.Operator.Http.GetAsync<FairPublication[]>($"{path}/publications");
        publications.Single(publication => publication.Medium == PublishFair.Platform).Tasks.ShouldHaveSingleItem().ProvenAt.ShouldNotBeNull();
        var task = publications.Single(publication => publication.Medium == "本地日报").Tasks.ShouldHaveSingleItem();
        task.ProvenAt.ShouldBeNull();
        await (await scene.Operator.Http.PostCommandAsync($"{path}/notice-tasks/{task.Id}/proofs", new ProveNotice(" "))).ShouldRefuseAsync(HttpStatusCode.BadRequest, "fairs.proof-required");
        var proven = await (await scene.Operator.Http.PostCommandAsync($"{path}/notice-tasks/{task.Id}/proofs", new ProveNotice("报样照片 20260301-4"))).ReadAsync<FairPublication[]>();
        proven.SelectMany(publication => publication.Tasks).ShouldAllBe(one => one.ProvenAt != null);

        await (await scene.Operator.Http.PostCommandAsync($"{path}/cancellations", new CancelFair("场地系统检修"))).ReadAsync<FairDetails>();
        await (await candidate.Http.PostCommandAsync($"{path}/registrations", new RegisterForFair())).ShouldRefuseAsync(HttpStatusCode.Gone, "fairs.cancelled");
    }

    [Fact]
    [Clause("JF-7.2", at: "Api/Fairs/Announcing/FairNotices.cs")]
    public async Task A_broadcast_with_forbidden_words_goes_out_only_on_a_ground_and_the_ledger_keeps_it()
    {
        var path = $"/api/fairs/{scene.Fair.Summary.Id}/broadcasts";
        await (await scene.Operator.Http.PostCommandAsync(path, new BroadcastToFair("A01 展位仅限男性"))).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "screening.unexplained");
        await (await scene.Operator.Http.PostCommandAsync(path, new BroadcastToFair("A01 展位仅限男性", "井下作业，《女职工劳动保护特别规定》"))).ReadAsync<FairNotice>();
        (await scene.Recruiting.ReadAsync(data => data.Set<PublicNotice>().IgnoreQueryFilters().SingleAsync(notice => notice.Ground != null)))
            .Ground.ShouldNotBeNull().ShouldStartWith("井下作业");
    }

    [Fact]
    [Clause("JF-3.1", at: "Api/Fairs/Booths/QueuePlaces.cs")]
    public async Task Before_opening_there_are_no_numbers_and_a_lapsed_call_is_not_answered()
    {
        var coming = await scene.PublishedFairAsync(TimeSpan.FromDays(1));
        var booth = await scene.ExhibitAsync(coming, scene.Recruiter, [scene.Job.Summary.Id], [scene.Recruiter.UserId]);
        var candidate = await scene.VisitorAsync(coming);
        await (await candidate.Http.PostCommandAsync($"/api/booths/{booth.BoothId}/queue-places", new TakeNumberRequest()))
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "fairs.not-open-yet");

        var visitor = await scene.VisitorAsync();
        var place = await FairScene.TakeNumberAsync(visitor, scene.Booth);
        await FairScene.CallAsync(scene.Recruiter, scene.Booth);
        scene.Api.Clock.Advance(TimeSpan.FromSeconds(61));
        await (await visitor.Http.PostCommandAsync($"/api/queue-places/{place.Id}/answers", null)).ShouldRefuseAsync(HttpStatusCode.Gone, "fairs.call-lapsed");
    }
}
