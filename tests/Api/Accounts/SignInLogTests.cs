using System.Net;
using Npgsql;
using Microsoft.Extensions.DependencyInjection;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Accounts;
using Pinchang.Contracts.Ledger;
using Pinchang.Contracts.Maintenance;

namespace Pinchang.Api.Tests.Accounts;

/// <summary>JF-9c: the logs that the law asks for are found, taken out and kept.</summary>
[Clause("JF-9c", at: "Api/Accounts/ListSignIns.cs")]
[Clause("JF-9c", at: "Data/Maintenance/MaintenanceLog.cs")]
public sealed class SignInLogTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Path = "/api/operations/sign-ins";

    [Fact]
    public async Task Lines_are_found_by_phone_address_event_and_time_and_a_part_of_a_phone_finds_nobody()
    {
        var reader = await api.StaffAsync(Roles.Operator);
        var staff = await api.StaffAsync(Roles.Reviewer);

        var found = await FindAsync(reader, $"q={staff.Phone}");
        found.ShouldNotBeEmpty();
        var masked = $"{staff.Phone[..3]}****{staff.Phone[7..]}";
        found.ShouldAllBe(line => line.Phone == masked);
        (await FindAsync(reader, $"q={staff.Phone[..8]}")).ShouldBeEmpty();
        (await FindAsync(reader, $"q={staff.Phone}&event=refused")).ShouldBeEmpty();
        (await FindAsync(reader, $"q={staff.Phone}&event=signedIn")).ShouldNotBeEmpty();
        (await FindAsync(reader, $"q={staff.Phone}&to=2020-01-01")).ShouldBeEmpty();
        (await FindAsync(reader, "q=203.0.113.250")).ShouldBeEmpty();
        await (await reader.Http.GetAsync(new Uri($"{Path}?from=2026-02-01&to=2026-01-01", UriKind.Relative))).ShouldRefuseAsync(HttpStatusCode.BadRequest, "accounts.period-malformed");
    }

    [Fact]
    public async Task Taking_the_log_out_asks_what_for_and_stays_in_the_ledger()
    {
        var reader = await api.StaffAsync(Roles.Operator);
        await (await reader.Http.GetAsync(new Uri($"{Path}/export.xlsx", UriKind.Relative))).ShouldRefuseAsync(HttpStatusCode.BadRequest, "ledger.reason-missing");

        using var workbook = await reader.Http.GetAsync(new Uri($"{Path}/export.xlsx?reason={Uri.EscapeDataString("公安机关依法调取")}", UriKind.Relative));

        workbook.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await reader.Http.GetAsync<Page<LedgerLineSummary>>("/api/operations/ledger?kind=sign-ins.exported")).Items
            .ShouldContain(line => line.Reason == "公安机关依法调取" && line.Actor!.Id == reader.UserId);
    }

    [Fact]
    public async Task The_maintenance_log_knows_when_the_product_started_and_what_was_migrated_and_keeps_it()
    {
        var reader = await api.StaffAsync(Roles.Inspector);

        var lines = (await reader.Http.GetAsync<Page<MaintenanceLine>>("/api/operations/maintenance")).Items;

        lines.ShouldContain(line => line.Act == MaintenanceAct.Started);
        lines.ShouldContain(line => line.Act == MaintenanceAct.Migrated && line.Detail!.Contains("maintenance_log"));
        foreach (var sql in new[] { "DELETE FROM compliance.maintenance", "UPDATE compliance.maintenance SET detail = ''", "TRUNCATE compliance.maintenance" })
        {
            await using var command = api.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
            (await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        }
    }

    private static async Task<SignInSummary[]> FindAsync(SignedInClient reader, string query) =>
        (await reader.Http.GetAsync<Page<SignInSummary>>($"{Path}?{query}")).Items;
}
