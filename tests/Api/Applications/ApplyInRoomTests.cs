using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;
using Orleans;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts.Accounts;
using Pinchang.Contracts.Applications;
using Pinchang.Contracts.Jobs;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Domain.LiveRooms;

namespace Pinchang.Api.Tests.Applications;

public sealed class ApplyInRoomTests(RecruitingScene scene) : IClassFixture<RecruitingScene>
{
    [Fact]
    [Clause("LH-3.1", at: "Api/Applications/SendApplication.cs")]
    public async Task An_application_from_a_card_is_kept_with_its_session_and_reaches_the_room()
    {
        var job = await scene.ApprovedJobAsync();
        var room = await RoomAsync(job);
        var card = await PushAsync(room.Id, job);
        var candidate = await scene.CandidateWithResumeAsync();

        var application = await (await ApplyAsync(candidate.Http, job, room.Id, card.Id)).ReadAsync<ApplicationSummary>();

        (application.RoomId, application.CardId).ShouldBe((room.Id, card.Id));
        var kept = await scene.ReadAsync(data => data.Applications.SingleAsync(kept => kept.Id == application.Id));
        kept.SessionId.ShouldBe(room.Latest.Id);
        (await Grain(room.Id).GetFunnels()).Single(funnel => funnel.CardId == card.Id).Applications.ShouldBe(1);
        (await scene.Owner.Http.GetAsync<Contracts.Page<ApplicationSummary>>($"/api/employers/mine/applications?roomId={room.Id}")).Total.ShouldBe(1);
    }

    [Fact]
    [Clause("LH-3.1", at: "Domain/Applications/ApplyRule.cs")]
    public async Task A_job_or_a_card_of_another_room_is_refused()
    {
        var (here, elsewhere) = (await scene.ApprovedJobAsync(), await scene.ApprovedJobAsync());
        var (room, other) = (await RoomAsync(here), await RoomAsync(elsewhere));
        var card = await PushAsync(other.Id, elsewhere);
        var candidate = await scene.CandidateWithResumeAsync();

        await (await ApplyAsync(candidate.Http, elsewhere, room.Id)).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "applications.not-in-room");
        await (await ApplyAsync(candidate.Http, here, room.Id, card.Id)).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "applications.not-in-room");
        (await scene.ReadAsync(data => data.Applications.AnyAsync(kept => kept.CandidateId == candidate.UserId))).ShouldBeFalse();
    }

    [Fact]
    public async Task A_room_that_cannot_be_told_does_not_take_the_application_back()
    {
        var job = await scene.ApprovedJobAsync();
        var room = await RoomAsync(job);
        var candidate = await scene.CandidateWithResumeAsync();
        var store = Substitute.For<IRoomStore>();
        store.WakeAsync(default, default, default).ReturnsForAnyArgs(Task.FromException<WokenRoom?>(new IOException("the rows cannot be read")));
        await using var broken = scene.Api.Factory.WithWebHostBuilder(host => host.ConfigureTestServices(services => services.AddSingleton(store)));
        using var browser = await SignInAsync(broken, candidate);

        var application = await (await ApplyAsync(browser, job, room.Id)).ReadAsync<ApplicationSummary>();

        await store.ReceivedWithAnyArgs().WakeAsync(default, default, default);
        (await scene.ReadAsync(data => data.Applications.AnyAsync(kept => kept.Id == application.Id))).ShouldBeTrue();
    }

    [Fact]
    public async Task A_job_says_which_rooms_show_it()
    {
        var job = await scene.ApprovedJobAsync();
        var room = await RoomAsync(job);

        (await scene.Api.Browser().GetAsync<JobDetails>($"/api/jobs/{job.Summary.Id}")).LiveRoomIds.ShouldBe([room.Id]);
    }

    private Task<LiveRoom> RoomAsync(params JobDetails[] jobs) => scene.ReadAsync(async data =>
    {
        var now = scene.Api.Clock.GetUtcNow();
        var employer = await data.Employers.SingleAsync(employer => employer.Id == scene.Employer.Id);
        var plan = new PlanLiveRoom { Title = "星河春招专场", StartsAt = now.AddMinutes(5), JobIds = [.. jobs.Select(job => job.Summary.Id)] };
        var room = LiveRoom.Plan(Guid.CreateVersion7(now), Guid.CreateVersion7(now), employer, scene.Owner.UserId, plan, now).Value!;
        data.Add(room);
        await data.SaveChangesAsync();
        return room;
    });

    private async Task<JobCard> PushAsync(Guid roomId, JobDetails job)
    {
        var actor = new RoomActor(scene.Owner.UserId, "招聘官小许", true);
        (await Grain(roomId).GoLive(new(actor))).IsAccepted.ShouldBeTrue();
        return (await Grain(roomId).PushJob(new(actor, job.Summary.Id, null, Guid.NewGuid()))).Value.ShouldNotBeNull();
    }

    private ILiveRoomGrain Grain(Guid roomId) => scene.Api.Services.GetRequiredService<IGrainFactory>().GetGrain<ILiveRoomGrain>(roomId);

    private static Task<HttpResponseMessage> ApplyAsync(HttpClient client, JobDetails job, Guid roomId, Guid? cardId = null) =>
        client.PostCommandAsync("/api/applications", new Apply { JobId = job.Summary.Id, RoomId = roomId, CardId = cardId });

    private static async Task<HttpClient> SignInAsync(WebApplicationFactory<Program> factory, SignedInClient person)
    {
        var browser = factory.CreateClient(new() { HandleCookies = true });
        browser.DefaultRequestHeaders.Add("Origin", ApiFixture.Origin);
        (await browser.PostAsJsonAsync("/api/sessions/password", new SignInByPassword(person.Phone, ApiFixture.Password))).EnsureSuccessStatusCode();
        return browser;
    }
}
