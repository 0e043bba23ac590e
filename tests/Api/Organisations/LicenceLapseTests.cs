using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Pinchang.Api.Organisations.Licences;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Jobs;
using Pinchang.Contracts.Organisations;
using Pinchang.Domain;

namespace Pinchang.Api.Tests.Organisations;

/// <summary>Days pass here, so nobody who signed in before is signed in afterwards: a scene of its own.</summary>
public sealed class LicenceLapseTests(RecruitingScene scene) : IClassFixture<RecruitingScene>
{
    private DateOnly Today => ChinaTime.DateOf(scene.Api.Clock.GetUtcNow());

    [Fact]
    [Clause("LH-5.1.1", at: "Api/Organisations/Licences/DecideLicence.cs")]
    [Clause("LH-4.2", at: "Api/Organisations/Licences/LicenceKeeper.cs")]
    public async Task A_licence_gives_its_right_when_approved_and_takes_it_along_when_it_ends()
    {
        var posting = scene.Posting("代招仓管员") with { Right = PostingRight.OnBehalf };
        var (_, owner) = await scene.UnlicensedAsync();
        var licence = await LicenceActs.HandInAsync(owner, "/api/employers/mine/licences", LicenceKind.HrServiceLicence, Today.AddDays(3));
        await (await owner.Http.PostCommandAsync("/api/jobs", posting)).ShouldRefuseAsync(HttpStatusCode.Forbidden, "jobs.posting-right-missing");

        (await LicenceActs.DecideAsync(scene.Reviewer, licence.Id, new(true, null))).IsValid.ShouldBeTrue();
        var job = await scene.ApproveAsync((await (await owner.Http.PostCommandAsync("/api/jobs", posting)).ReadAsync<JobDetails>()).Summary.Id);
        (await FindAsync(job)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await scene.Api.Services.GetRequiredService<LicenceKeeper>().RemindAsync(default)).ShouldBeGreaterThan(0);
        (await TextsOfAsync(owner)).ShouldContain(text => text.Contains("人力资源服务许可证") && text.Contains("请尽快更换"));

        // Nobody does anything: the day passes.
        scene.Api.Clock.Advance(TimeSpan.FromDays(4));
        await (await FindAsync(job)).ShouldRefuseAsync(HttpStatusCode.NotFound, "common.not-found");
        (await scene.Api.Browser().GetAsync<Page<JobSummary>>($"/api/jobs?q={Uri.EscapeDataString("代招仓管员")}")).Total.ShouldBe(0);
        await scene.Api.Services.GetRequiredService<LicenceKeeper>().RemindAsync(default);
        (await TextsOfAsync(owner)).ShouldContain(text => text.Contains("已于") && text.Contains("到期"));
        (await scene.Api.Services.GetRequiredService<LicenceKeeper>().RemindAsync(default)).ShouldBe(0);
    }

    private Task<HttpResponseMessage> FindAsync(JobDetails job) => scene.Api.Browser().GetAsync(new Uri($"/api/jobs/{job.Summary.Id}", UriKind.Relative));

    private Task<List<string>> TextsOfAsync(SignedInClient owner) =>
        scene.ReadAsync(data => data.Messages.Where(message => message.UserId == owner.UserId).Select(message => message.Text).ToListAsync());
}
