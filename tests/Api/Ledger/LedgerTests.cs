using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Pinchang.Api.Ledger;
using Pinchang.Api.Tests.Fairs;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Applications;
using Pinchang.Contracts.Fairs;
using Pinchang.Contracts.Ledger;
using Pinchang.Data.Ledger;

namespace Pinchang.Api.Tests.Ledger;

/// <summary>What people did in the product is found in the ledger, by those who may read it.</summary>
public sealed class LedgerTests(FairScene scene) : IClassFixture<FairScene>
{
    private const string Path = "/api/operations/ledger";

    [Fact]
    [Clause("LH-4.4.1f", at: "Data/Ledger/LedgerFacts.cs")]
    public async Task An_application_is_followed_from_the_job_to_its_end()
    {
        var recruiting = scene.Recruiting;
        var job = await recruiting.ApprovedJobAsync(recruiting.Posting("台账专员"));
        var candidate = await recruiting.CandidateWithResumeAsync();
        var application = await RecruitingScene.ApplyAsync(candidate, job.Summary.Id);
        await (await recruiting.Owner.Http.PostCommandAsync($"/api/applications/{application.Id}/decisions", new DecideApplication(ApplicationState.Declined, "电话13800138000联系过，暂不合适")))
            .ReadAsync<ApplicationSummary>();

        var ofJob = await FindAsync($"subject={job.Summary.Id}");
        ofJob.Select(line => line.Kind).ShouldBe([LedgerKinds.JobDecided, LedgerKinds.JobSubmitted]);
        ofJob[0].ShouldSatisfyAllConditions(
            line => (line.Before, line.After).ShouldBe(("Submitted", "Approved")),
            line => line.What.ShouldBe("台账专员（第1版）"),
            line => line.Actor!.Name.ShouldBe("运营老周"),
            line => line.Organisation!.Id.ShouldBe(recruiting.Employer.Id),
            line => line.KindName.ShouldBe("岗位审核"),
            line => line.Address.ShouldNotBeNullOrEmpty());

        var ofPerson = await FindAsync($"person={candidate.UserId}");
        ofPerson.Select(line => line.Kind).ShouldBe([LedgerKinds.ApplicationDecided, LedgerKinds.ApplicationSent]);
        ofPerson[0].Reason.ShouldBe("电话•••••••••••联系过，暂不合适");
        ofPerson[1].Actor!.Name.ShouldBe("求***");
        (await FindAsync($"q={candidate.Phone}")).Select(line => line.Id).ShouldBe(ofPerson.Select(line => line.Id));
        (await FindAsync($"q={candidate.Phone[..7]}")).ShouldBeEmpty();
        (await FindAsync("q=" + Uri.EscapeDataString("台账专员"))).ShouldNotBeEmpty();
        (await FindAsync($"person={candidate.UserId}&kind=application.sent")).ShouldHaveSingleItem();
        (await FindAsync($"person={candidate.UserId}&to=2020-01-01")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refused_command_leaves_no_line()
    {
        var job = await scene.Recruiting.ApprovedJobAsync();
        var candidate = await scene.Recruiting.CandidateWithResumeAsync();
        await RecruitingScene.ApplyAsync(candidate, job.Summary.Id);

        await (await candidate.Http.PostCommandAsync("/api/applications", new Apply { JobId = job.Summary.Id })).ShouldRefuseAsync(HttpStatusCode.Conflict, "applications.duplicate");

        (await FindAsync($"person={candidate.UserId}")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_fair_has_its_publication_its_admissions_and_its_change_in_the_ledger()
    {
        var fair = await scene.PublishedFairAsync(TimeSpan.FromDays(2));
        var later = scene.Announcement(TimeSpan.FromDays(3)) with { Halls = [.. fair.Announcement.Halls] };
        await (await scene.Operator.Http.PostCommandAsync($"/api/fairs/{fair.Summary.Id}/changes", new ChangeFair(later, "场地安排调整")))
            .ReadAsync<FairDetails>();

        var lines = await FindAsync($"subject={fair.Summary.Id}");

        lines.Select(line => line.Kind).ShouldBe([LedgerKinds.FairChanged, LedgerKinds.FairPublished, LedgerKinds.FairPlanned]);
        lines[0].Reason.ShouldBe("场地安排调整");
        lines[1].ShouldSatisfyAllConditions(line => line.Before.ShouldBe("Draft"), line => line.After.ShouldBe("Published"));
        (await FindAsync($"subject={scene.Fair.Summary.Id}")).Select(line => line.Kind).ShouldContain(LedgerKinds.ExhibitorDecided);
    }

    [Fact]
    [Clause("LH-4.4.1f", at: "Api/Ledger/SearchLedger.cs")]
    public async Task Another_agency_finds_none_of_our_lines_and_others_may_not_look()
    {
        var ours = await FindAsync("");
        ours.ShouldNotBeEmpty();

        (await scene.ForeignOperator.Http.GetAsync<Page<LedgerLineSummary>>($"{Path}?organisation={scene.Recruiting.Employer.Id}")).Items.ShouldBeEmpty();
        var theirs = (await scene.ForeignOperator.Http.GetAsync<Page<LedgerLineSummary>>(Path)).Items;
        theirs.Select(line => line.Id).Intersect(ours.Select(line => line.Id)).ShouldBeEmpty();
        foreach (var person in new[] { scene.Recruiter, await scene.Api.CandidateAsync(), await scene.Api.StaffAsync(Roles.Reviewer) })
        {
            foreach (var path in new[] { Path, $"{Path}/standing", $"{Path}/export.xlsx?reason=x", $"{Path}/export.csv?reason=x" })
            {
                (await person.Http.GetAsync(new Uri(path, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            }
        }
    }

    [Fact]
    public async Task Taking_lines_out_asks_what_for_and_is_a_line_itself()
    {
        await (await scene.Operator.Http.GetAsync(new Uri($"{Path}/export.csv", UriKind.Relative))).ShouldRefuseAsync(HttpStatusCode.BadRequest, "ledger.reason-missing");

        using var csv = await scene.Operator.Http.GetAsync(new Uri($"{Path}/export.csv?kind=fair&reason={Uri.EscapeDataString("年度检查")}", UriKind.Relative));
        var text = await csv.Content.ReadAsStringAsync();
        text.ShouldContain("招聘会发布");
        text.ShouldNotContain("岗位审核");
        using var workbook = await scene.Operator.Http.GetAsync(new Uri($"{Path}/export.xlsx?reason=x", UriKind.Relative));
        workbook.Content.Headers.ContentType!.MediaType.ShouldBe("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

        (await FindAsync("kind=ledger.exported")).ShouldContain(line => line.Reason == "年度检查" && line.Actor!.Id == scene.Operator.UserId);
        await (await scene.Operator.Http.GetAsync(new Uri($"{Path}?from=2026-02-01&to=2026-01-01", UriKind.Relative))).ShouldRefuseAsync(HttpStatusCode.BadRequest, "ledger.period-malformed");
    }

    /// <summary>The running product seals what it wrote, and its anchors and lines hold.</summary>
    [Fact]
    public async Task What_was_done_here_is_sealed_and_verifies()
    {
        var worker = scene.Api.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<LedgerWorker>().Single();
        var database = scene.Api.Services.GetRequiredService<NpgsqlDataSource>();
        for (var tries = 0; tries < 200 && (await StandingAsync()).Waiting > 0; tries++)
        {
            await worker.RoundAsync(CancellationToken.None);
            await Task.Delay(20);
        }

        (await StandingAsync()).ShouldSatisfyAllConditions(standing => standing.Waiting.ShouldBe(0), standing => standing.SealedAt.ShouldNotBeNull(), standing => standing.Misplaced.ShouldBe(0));
        var verdict = await new LedgerVerifier(database, scene.Api.Services.GetRequiredService<LedgerAnchors>()).VerifyAsync(scene.Api.Clock.GetUtcNow(), CancellationToken.None);
        verdict.Findings.ShouldBeEmpty();
        verdict.Lines.ShouldBeGreaterThan(10);
    }

    private async Task<LedgerLineSummary[]> FindAsync(string query) =>
        (await scene.Operator.Http.GetAsync<Page<LedgerLineSummary>>($"{Path}?{query}")).Items;

    private Task<LedgerStanding> StandingAsync() => scene.Operator.Http.GetAsync<LedgerStanding>($"{Path}/standing");
}
