using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Pinchang.Api.Maintenance;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Ledger;
using Pinchang.Contracts.Maintenance;
using Pinchang.Data;
using Pinchang.Data.Maintenance;
using Pinchang.Domain.Maintenance;

namespace Pinchang.Api.Tests.Maintenance;

public sealed class OperationsTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Incidents = "/api/operations/incidents";

    [Fact]
    [Clause("LH-4.4.1a", at: "Api/Maintenance/HealthWatch.cs")]
    public async Task A_check_that_stays_red_opens_one_incident_at_each_agency_and_tells_its_operators()
    {
        var mine = await api.StaffAsync(Roles.Operator);
        var samples = api.Services.GetRequiredService<HealthSamples>();
        var watch = api.Services.GetRequiredService<HealthWatch>();
        // Far from the minutes in which the product itself looks.
        api.Clock.Advance(TimeSpan.FromHours(3));
        await FillAsync(samples, HealthLight.Red, minutes: 5);

        (await watch.LookAsync(CancellationToken.None)).ShouldBe(await CountAgenciesAsync());
        (await watch.LookAsync(CancellationToken.None)).ShouldBe(0);

        var signedInAgain = await api.StaffAsync(Roles.Operator);
        var incident = (await signedInAgain.Http.GetAsync<Page<IncidentDetails>>(Incidents)).Items.Single(one => one.Check == HealthCheck.Certificate);
        incident.Log.Single().By.ShouldBeNull();
        (await api.InScopeAsync(services => services.GetRequiredService<PinchangContext>().Messages.CountAsync(message => message.UserId == mine.UserId && message.Link!.Contains("/operations/incidents"))))
            .ShouldBe(1);

        api.Clock.Advance(TimeSpan.FromMinutes(10));
        await FillAsync(samples, HealthLight.Green, minutes: 5);
        await watch.LookAsync(CancellationToken.None);
        await watch.LookAsync(CancellationToken.None);
        var followed = await (await api.StaffAsync(Roles.Operator)).Http.GetAsync<Page<IncidentDetails>>($"{Incidents}?id={incident.Id}");
        followed.Items.Single().Log.Select(line => line.Step).ShouldBe([IncidentStep.Opened, IncidentStep.Recovered]);
        followed.Items.Single().ClosedAt.ShouldBeNull();
    }

    [Fact]
    [Clause("JF-7.6", at: "Domain/Maintenance/Incident.cs")]
    public async Task An_incident_ends_with_cause_and_measure_and_is_nobody_elses()
    {
        var keeper = await api.StaffAsync(Roles.Operator);
        var foreign = await api.StaffOfAsync(api.OtherAgencyId, Roles.Operator);
        var incident = await (await keeper.Http.PostCommandAsync(Incidents, new OpenIncident("短信发不出去", IncidentSeverity.Major, "候考的人收不到验证码"))).ReadAsync<IncidentDetails>();

        await (await foreign.Http.PostCommandAsync($"{Incidents}/{incident.Id}/notes", new NoteOnIncident("不该看到"))).ShouldRefuseAsync(HttpStatusCode.NotFound, "common.not-found");
        (await foreign.Http.GetAsync<Page<IncidentDetails>>($"{Incidents}?id={incident.Id}")).Items.ShouldBeEmpty();
        await (await keeper.Http.PostCommandAsync($"{Incidents}/{incident.Id}/closures", new CloseIncident("", "换了网关"))).ShouldRefuseAsync(HttpStatusCode.BadRequest, "common.required");
        await (await keeper.Http.PostCommandAsync($"{Incidents}/{incident.Id}/notes", new NoteOnIncident("联系了运营商"))).ReadAsync<IncidentDetails>();
        var closed = await (await keeper.Http.PostCommandAsync($"{Incidents}/{incident.Id}/closures", new CloseIncident("网关欠费", "充值，余额不足时提醒"))).ReadAsync<IncidentDetails>();

        closed.ClosedAt.ShouldNotBeNull();
        closed.Log.Select(line => line.Step).ShouldBe([IncidentStep.Opened, IncidentStep.Noted, IncidentStep.Closed]);
        await (await keeper.Http.PostCommandAsync($"{Incidents}/{incident.Id}/notes", new NoteOnIncident("补充"))).ShouldRefuseAsync(HttpStatusCode.Conflict, "maintenance.incident-closed");
        (await api.InScopeAsync(services => services.GetRequiredService<PinchangContext>().LedgerLines.CountAsync(line => line.Kind == LedgerKinds.IncidentStepped && line.SubjectId == incident.Id))).ShouldBe(3);
    }

    [Fact]
    [Clause("JF-7.6", at: "Domain/Maintenance/EmergencyDrill.cs")]
    public async Task A_drill_is_planned_first_and_its_result_is_written_once()
    {
        var keeper = await api.StaffAsync(Roles.Operator);
        var drill = await (await keeper.Http.PostCommandAsync("/api/operations/drills", new PlanDrill("数据库所在的机器断电", new(2026, 12, 1), "周运营"))).ReadAsync<EmergencyDrillDetails>();
        var results = $"/api/operations/drills/{drill.Id}/results";
        var now = api.Clock.GetUtcNow();
        var result = new RecordDrill(now.AddHours(-1).ToOffset(TimeSpan.FromHours(8)), 40, true, "周运营、李审核", "恢复用时 18 分钟，值班电话有一个打不通");

        await (await keeper.Http.PostCommandAsync(results, result with { BeganAt = now.AddHours(1) })).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "maintenance.drill-not-yet-held");
        await (await keeper.Http.PostCommandAsync(results, result)).ReadAsync<EmergencyDrillDetails>();
        await (await keeper.Http.PostCommandAsync(results, result with { Passed = false })).ShouldRefuseAsync(HttpStatusCode.Conflict, "maintenance.drill-recorded");
        var state = await keeper.Http.GetAsync<OperationsState>("/api/operations/state");
        state.Readings.Single(reading => reading.Check == HealthCheck.EmergencyDrill).Light.ShouldBe(HealthLight.Green);
    }

    [Fact]
    [Clause("JF-6.2", at: "Api/Maintenance/HealthReader.cs")]
    public async Task The_state_tells_of_every_part_and_of_what_waits()
    {
        var keeper = await api.StaffAsync(Roles.Inspector);
        await using var owner = NpgsqlDataSource.Create(api.OwnerConnectionString);
        await new BackupLog(owner).WriteAsync(new(MaintenanceAct.RestoreDrilled, api.Clock.GetUtcNow(), TimeSpan.FromSeconds(9), "/copies/monday") { Cause = "pg_control is missing" }, CancellationToken.None);
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["PINCHANG_BACKUPS"] = "own", ["PINCHANG_DATA"] = api.DataFolder }).Build();
        var reader = ActivatorUtilities.CreateInstance<HealthReader>(api.Services, configuration);

        var readings = await reader.ReadAsync(api.AgencyId, CancellationToken.None);
        var state = await keeper.Http.GetAsync<OperationsState>("/api/operations/state");

        readings.Single(reading => reading.Check == HealthCheck.RestoreDrill).ShouldSatisfyAllConditions(
            drill => drill.Light.ShouldBe(HealthLight.Red), drill => drill.Detail.ShouldBe("pg_control is missing"));
        readings.Single(reading => reading.Check == HealthCheck.Backup).Light.ShouldBe(HealthLight.Yellow);
        state.Readings.Select(reading => reading.Check).ShouldBe(
            [
                HealthCheck.Database, HealthCheck.Connections, HealthCheck.Outbox, HealthCheck.Ledger, HealthCheck.Storage,
                HealthCheck.Sockets, HealthCheck.RateLimits, HealthCheck.Reviews, HealthCheck.Scanner, HealthCheck.Scans, HealthCheck.EmergencyDrill,
            ]);
        state.Readings.ShouldAllBe(reading => reading.Detail == null);
        state.Readings.Single(reading => reading.Check == HealthCheck.Storage).Figure!.Value.ShouldBeInRange(0.1, 100);
    }

    [Fact]
    public async Task The_matrix_as_a_sheet_has_a_row_for_each_line()
    {
        var keeper = await api.StaffAsync(Roles.Inspector);
        var matrix = await keeper.Http.GetAsync<AccessMatrix>("/api/operations/access-matrix");
        var sheet = await keeper.Http.GetStringAsync("/api/operations/access-matrix.csv");

        sheet.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(1 + matrix.Rooms.Sum(room => room.Lines.Length));
        matrix.Rooms.SelectMany(room => room.Lines).Count().ShouldBeGreaterThan(api.Services.GetRequiredService<EndpointDataSource>().Endpoints.Count / 2);
    }

    private async Task FillAsync(HealthSamples samples, HealthLight light, int minutes)
    {
        var now = api.Clock.GetUtcNow();
        for (var minute = minutes; minute > 0; minute--)
        {
            await samples.WriteAsync([HealthLimits.Judge(HealthCheck.Certificate, 1) with { Light = light }], now.AddMinutes(1 - minute), CancellationToken.None);
        }
    }

    private Task<int> CountAgenciesAsync() => api.InScopeAsync(services => services.GetRequiredService<PinchangContext>().Agencies.CountAsync());
}
