using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Pinchang.Api.Improvements;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Improvements;
using Pinchang.Contracts.Ledger;
using Pinchang.Contracts.Maintenance;
using Pinchang.Domain;

namespace Pinchang.Api.Tests.Improvements;

public sealed class ImprovementsTests(RecruitingScene scene) : IClassFixture<RecruitingScene>
{
    private const string Desk = "/api/operations/improvements";

    private DateOnly Today => ChinaTime.DateOf(scene.Api.Clock.GetUtcNow());

    [Fact]
    [Clause("LH-6.2.3", at: "Api/Improvements/ManageImprovements.cs")]
    [Clause("EX-9", at: "Api/Improvements/ManageImprovements.cs")]
    public async Task From_an_incident_to_an_effect_that_another_person_has_seen()
    {
        var head = await scene.Api.StaffAsync(Roles.Operator);
        var support = await scene.Api.StaffAsync(Roles.Support);
        var inspector = await scene.Api.StaffAsync(Roles.Inspector);
        var incident = await (await head.Http.PostCommandAsync("/api/operations/incidents", new OpenIncident("短信没有发出", IncidentSeverity.Major, "两人没有收到"))).ReadAsync<IncidentDetails>();
        (await head.Http.GetAsync<ImprovementOrigin>($"{Desk}/origins?source=incident&id={incident.Id}")).Name.ShouldBe("短信没有发出");
        var command = new OpenImprovement("短信漏发", "两人没有收到通知", ImprovementSource.Incident, incident.Id, support.UserId, Today.AddDays(20));
        var opened = await (await head.Http.PostCommandAsync(Desk, command)).ReadAsync<ImprovementDetails>();
        var here = $"{Desk}/{opened.Summary.Id}";
        (await ToldAsync(support, opened, "有一项改进措施由您负责")).ShouldBe(1);

        // Its owner only reads otherwise, and works on this one.
        await (await support.Http.PostCommandAsync(Desk, command)).ShouldRefuseAsync(HttpStatusCode.Forbidden, "access.forbidden");
        await (await support.Http.PostCommandAsync($"{here}/reports", new ReportImprovement("好了"))).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, ImprovementRefusals.Incomplete.Code);
        var plan = new PlanImprovement("网关换了签名", "逐一补发", "换签名前先试发", support.UserId, Today.AddDays(20), null);
        await (await support.Http.SendCommandAsync(HttpMethod.Put, here, plan)).ReadAsync<ImprovementDetails>();
        await (await inspector.Http.SendCommandAsync(HttpMethod.Put, here, plan)).ShouldRefuseAsync(HttpStatusCode.Forbidden, ImprovementRefusals.NotOwner.Code);
        (await (await support.Http.PostCommandAsync($"{here}/reports", new ReportImprovement("已补发"))).ReadAsync<ImprovementDetails>()).Summary.State.ShouldBe(ImprovementState.Done);
        (await ToldAsync(inspector, opened, "有一项改进措施等待验证")).ShouldBe(1);
        await (await support.Http.PostCommandAsync($"{here}/effect-checks", new CheckImprovement(true, "属实", null))).ShouldRefuseAsync(HttpStatusCode.Forbidden, "access.forbidden");
        var returned = await (await inspector.Http.PostCommandAsync($"{here}/effect-checks", new CheckImprovement(false, "还有一人没有收到", null))).ReadAsync<ImprovementDetails>();
        (returned.Summary.State, returned.Summary.Returns).ShouldBe((ImprovementState.Open, 1));
        await (await support.Http.PostCommandAsync($"{here}/reports", new ReportImprovement("全部补发"))).ReadAsync<ImprovementDetails>();
        var over = await (await inspector.Http.PostCommandAsync($"{here}/effect-checks", new CheckImprovement(true, "抽查十人都收到", null))).ReadAsync<ImprovementDetails>();
        over.Entries.Select(entry => entry.Step).ShouldBe(
            [ImprovementStep.Opened, ImprovementStep.Planned, ImprovementStep.Done, ImprovementStep.Returned, ImprovementStep.Done, ImprovementStep.Verified]);
        (await ToldAsync(support, opened, "改进措施已通过验证")).ShouldBe(1);

        var lines = await scene.ReadAsync(data => data.LedgerLines.Where(line => line.SubjectId == opened.Summary.Id).Select(line => line.Kind).ToListAsync());
        lines.ShouldBe(Enumerable.Repeat(LedgerKinds.ImprovementStepped, 6));
        (await head.Http.GetAsync<Page<ImprovementSummary>>($"{Desk}?shelf=closed&source=incident&sourceId={incident.Id}")).Items.ShouldHaveSingleItem().SourceName.ShouldBe("短信没有发出");
        (await head.Http.GetStringAsync($"{Desk}/export.csv?shelf=closed")).ShouldContain("换签名前先试发");
    }

    [Fact]
    public async Task Somebody_who_owns_one_and_may_check_does_not_check_their_own_and_another_agency_sees_nothing()
    {
        var head = await scene.Api.StaffAsync(Roles.Operator);
        var stranger = await scene.Api.StaffOfAsync(scene.Api.OtherAgencyId, Roles.Operator);
        var command = new OpenImprovement("排队页没有声音", "三人反映", ImprovementSource.Own, null, head.UserId, Today.AddDays(3));
        await (await head.Http.PostCommandAsync(Desk, command with { OwnerId = stranger.UserId })).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, ImprovementRefusals.OwnerUnknown.Code);
        await (await head.Http.PostCommandAsync(Desk, command with { Source = ImprovementSource.Survey, SourceId = Guid.NewGuid() }))
            .ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, ImprovementRefusals.OriginUnknown.Code);
        var opened = await (await head.Http.PostCommandAsync(Desk, command)).ReadAsync<ImprovementDetails>();
        var here = $"{Desk}/{opened.Summary.Id}";
        await (await head.Http.SendCommandAsync(HttpMethod.Put, here, new PlanImprovement("浏览器", "提示", "引导", head.UserId, command.DueOn, null))).ReadAsync<ImprovementDetails>();
        await (await head.Http.PostCommandAsync($"{here}/reports", new ReportImprovement("好了"))).ReadAsync<ImprovementDetails>();
        await (await head.Http.PostCommandAsync($"{here}/effect-checks", new CheckImprovement(true, "属实", null))).ShouldRefuseAsync(HttpStatusCode.Forbidden, ImprovementRefusals.OwnCheck.Code);
        await (await stranger.Http.GetAsync(here)).ShouldRefuseAsync(HttpStatusCode.NotFound, "common.not-found");
        await (await stranger.Http.PostCommandAsync($"{here}/effect-checks", new CheckImprovement(true, "属实", null))).ShouldRefuseAsync(HttpStatusCode.NotFound, "common.not-found");
        (await (await head.Http.PostCommandAsync($"{here}/cancellations", new CancelImprovement("重复提出"))).ReadAsync<ImprovementDetails>()).Summary.State.ShouldBe(ImprovementState.Cancelled);
    }

    [Fact]
    public async Task The_application_can_neither_change_the_log_nor_take_an_improvement_away()
    {
        foreach (var statement in new[] { "UPDATE compliance.improvement_entries SET text = ''", "DELETE FROM compliance.improvement_entries", "DELETE FROM compliance.improvements" })
        {
            (await Should.ThrowAsync<PostgresException>(() => scene.ReadAsync(data => data.Database.ExecuteSqlRawAsync(statement)))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        }
    }

    private Task<int> ToldAsync(SignedInClient person, ImprovementDetails about, string subject) => scene.ReadAsync(data =>
        data.Messages.CountAsync(message => message.UserId == person.UserId && message.Subject == subject && message.Link == $"/operations/improvements/{about.Summary.Id}"));
}

/// <summary>Apart from the others: the clock runs on.</summary>
public sealed class ImprovementClockTests(RecruitingScene scene) : IClassFixture<RecruitingScene>
{
    [Fact]
    [Clause("LH-6.2.3", at: "Api/Improvements/ImprovementKeeper.cs")]
    public async Task Its_owner_is_reminded_before_the_deadline_and_those_who_direct_it_after()
    {
        var head = await scene.Api.StaffAsync(Roles.Operator);
        var support = await scene.Api.StaffAsync(Roles.Support);
        var due = ChinaTime.DateOf(scene.Api.Clock.GetUtcNow()).AddDays(10);
        var command = new OpenImprovement("短信漏发", "两人没有收到通知", ImprovementSource.Own, null, support.UserId, due);
        await (await head.Http.PostCommandAsync("/api/operations/improvements", command)).ReadAsync<ImprovementDetails>();
        var keeper = scene.Api.Services.GetRequiredService<ImprovementKeeper>();
        (await keeper.RemindAsync(CancellationToken.None)).ShouldBe(0);

        scene.Api.Clock.Advance(TimeSpan.FromDays(3));
        await keeper.RemindAsync(CancellationToken.None);
        await keeper.RemindAsync(CancellationToken.None);
        (await ToldAsync(support, "改进措施快到期了"), await ToldAsync(head, "改进措施快到期了")).ShouldBe((1, 0));

        scene.Api.Clock.Advance(TimeSpan.FromDays(8));
        await keeper.RemindAsync(CancellationToken.None);
        (await ToldAsync(support, "改进措施已超期"), await ToldAsync(head, "改进措施已超期")).ShouldBe((1, 1));
    }

    private Task<int> ToldAsync(SignedInClient person, string subject) =>
        scene.ReadAsync(data => data.Messages.CountAsync(message => message.UserId == person.UserId && message.Subject == subject));
}
