using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Pinchang.Api.Screening;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Jobs;
using Pinchang.Contracts.Ledger;
using Pinchang.Contracts.Organisations;
using Pinchang.Contracts.Screening;

namespace Pinchang.Api.Tests.Screening;

public sealed class ScreeningDeskTests(RecruitingScene scene) : IClassFixture<RecruitingScene>
{
    private const string Desk = "/api/operations/screening";

    /// <summary>Words that no text of another test holds: the rules in force are the process's.</summary>
    private static readonly ScreeningRuleText Clothing = new(
        "fees.clothing", "收取龙袍费", "JF-7.2", true, ["交|收 ~4 龙袍费"], ["不"], [], [], "入职前先交龙袍费三百");

    [Fact]
    [Clause("JF-7.2", at: "Api/Screening/WriteScreening.cs")]
    [Clause("LH-5.1.3c", at: "Api/Screening/RuleBookKeeper.cs")]
    public async Task A_rule_that_is_written_tried_and_approved_by_another_marks_the_texts_it_was_written_for()
    {
        var job = await scene.SubmittedJobAsync(scene.Posting() with { Description = "负责客户接待，入职需先交龙袍费三百元，其余按公司制度。" });
        job.Marks.ShouldBeEmpty();
        var (writer, approver) = (await scene.Api.StaffAsync(Roles.Operator), await scene.Api.StaffAsync(Roles.Reviewer));

        await (await Write(writer, Clothing with { Example = "公司包吃住" })).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "screening.example-missed");
        (await ReadAsync(writer)).Open.ShouldBeNull("a refused rule begins no draft");
        var desk = await (await Write(writer, Clothing)).ReadAsync<ScreeningDesk>();
        desk.Rules.Single(rule => rule.Id == Clothing.Id).Change.ShouldBe(ScreeningRuleChange.Added);
        await (await writer.Http.PostCommandAsync($"{Desk}/submissions", new SubmitScreening("新增"))).ShouldRefuseAsync(HttpStatusCode.Conflict, "screening.untried");

        var trial = (await (await writer.Http.PostCommandAsync($"{Desk}/trials", null)).ReadAsync<ScreeningDesk>()).Trial.ShouldNotBeNull();
        trial.Changes.ShouldHaveSingleItem().Source.ShouldBe(PastTextSource.Job);
        var tried = await (await writer.Http.PostCommandAsync($"{Desk}/tries", new TryScreening("先交龙袍费"))).ReadAsync<ScreeningTried>();
        (tried.InForce.Length, tried.Open!.Length).ShouldBe((0, 1));

        await (await writer.Http.PostCommandAsync($"{Desk}/submissions", new SubmitScreening("投诉中多次出现"))).ReadAsync<ScreeningDesk>();
        await (await writer.Http.PostCommandAsync($"{Desk}/discards", null)).ShouldRefuseAsync(HttpStatusCode.Conflict, "screening.awaits-decision");
        await (await writer.Http.PostCommandAsync($"{Desk}/review-decisions", new DecideReview(true, null))).ShouldRefuseAsync(HttpStatusCode.Forbidden, "screening.own-decision");
        var decided = await (await approver.Http.PostCommandAsync($"{Desk}/review-decisions", new DecideReview(true, null))).ReadAsync<ScreeningDesk>();
        (decided.InForce.Number, decided.Open).ShouldBe((1, null));

        await scene.Api.Services.GetRequiredService<RuleBookKeeper>().RefreshAsync(CancellationToken.None);
        (await scene.Owner.Http.GetAsync<JobDetails>($"/api/jobs/{job.Summary.Id}")).Marks.ShouldHaveSingleItem().RuleId.ShouldBe(Clothing.Id);
        var kinds = await scene.ReadAsync(data => data.LedgerLines.Where(line => line.Kind.StartsWith("screening.")).Select(line => line.Kind).ToListAsync());
        kinds.ShouldBe([LedgerKinds.ScreeningSubmitted, LedgerKinds.ScreeningDecided], ignoreOrder: true);

        // And back: what is in force stays as it was, the earlier one is the next draft.
        var back = await (await writer.Http.PostCommandAsync($"{Desk}/editions/0/restorations", null)).ReadAsync<ScreeningDesk>();
        back.Rules.Single(rule => rule.Id == Clothing.Id).Change.ShouldBe(ScreeningRuleChange.Removed);
        (await (await writer.Http.PostCommandAsync($"{Desk}/discards", null)).ReadAsync<ScreeningDesk>()).Open.ShouldBeNull();
        await Should.ThrowAsync<Exception>(() => scene.ReadAsync(data => data.Database.ExecuteSqlAsync($"DELETE FROM compliance.screening_editions")));
    }

    [Fact]
    [Clause("LH-4.4.1b", at: "Api/Screening/ScreeningOffice.cs")]
    public async Task The_agency_that_runs_the_installation_changes_the_rules_and_the_others_read_them()
    {
        var foreign = await scene.Api.StaffOfAsync(scene.Api.OtherAgencyId, Roles.Operator);
        (await ReadAsync(foreign)).MayWrite.ShouldBeFalse();
        await (await Write(foreign, Clothing)).ShouldRefuseAsync(HttpStatusCode.Forbidden, "screening.not-owner");
        await (await foreign.Http.PostCommandAsync($"{Desk}/discards", null)).ShouldRefuseAsync(HttpStatusCode.Forbidden, "screening.not-owner");
        (await foreign.Http.GetAsync<ScreeningRuleDetails>($"{Desk}/rules/fees.deposit")).Rule!.Grave.ShouldBeTrue();
        var writer = await scene.Api.StaffAsync(Roles.Operator);
        await (await writer.Http.PostCommandAsync($"{Desk}/submissions", new SubmitScreening("无草稿"))).ShouldRefuseAsync(HttpStatusCode.Conflict, "screening.nothing-open");
    }

    private static Task<ScreeningDesk> ReadAsync(SignedInClient staff) => staff.Http.GetAsync<ScreeningDesk>(Desk);

    private static Task<HttpResponseMessage> Write(SignedInClient staff, ScreeningRuleText rule) =>
        staff.Http.SendCommandAsync(HttpMethod.Put, $"{Desk}/rules/{rule.Id}", rule);
}
