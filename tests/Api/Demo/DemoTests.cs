using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Pinchang.Api.Demo;
using Pinchang.Api.Hosting;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Accounts;
using Pinchang.Contracts.Exams;
using Pinchang.Contracts.Fairs;
using Pinchang.Contracts.Jobs;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Contracts.Organisations;
using Pinchang.Data;
using Pinchang.Domain.Accounts;
using Pinchang.Domain.Exams.Papers;
using Pinchang.Domain.Exams.Results;

namespace Pinchang.Api.Tests.Demo;

public sealed class DemoTests(PostgreSqlFixture database) : IClassFixture<PostgreSqlFixture>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pinchang-demo-").FullName;

    [Fact]
    public async Task An_empty_database_gets_people_who_can_sign_in_and_a_second_start_changes_nothing()
    {
        DemoAccount[] accounts;
        int people;
        await using (var first = Start())
        {
            _ = first.Server;
            accounts = ReadAccounts();
            var owner = accounts.Single(account => account.Role == "单位负责人");
            var session = await SignInAsync(first, owner);

            session.Roles.ShouldContain(Roles.Owner);
            session.EmployerName.ShouldBe("临港智造科技（示范）有限公司");
            await using var scope = first.Services.CreateAsyncScope();
            var data = scope.ServiceProvider.GetRequiredService<PinchangContext>();
            (await data.Jobs.CountAsync(job => job.State == JobState.Approved)).ShouldBeGreaterThanOrEqualTo(8);
            (await data.Jobs.CountAsync(job => job.State == JobState.Submitted)).ShouldBe(1);
            (await data.LiveSessions.CountAsync(live => live.State == LiveSessionState.Scheduled)).ShouldBe(2);
            (await data.Employers.CountAsync(employer => employer.State == EmployerState.Submitted)).ShouldBe(1);
            (await data.Registrations.CountAsync(registration => registration.TicketNumber != null)).ShouldBeGreaterThanOrEqualTo(2);
            (await data.Registrations.CountAsync(registration => registration.State == RegistrationState.Submitted)).ShouldBeGreaterThan(0);
            (await data.FairRegistrations.CountAsync(registration => registration.State == FairRegistrationState.Approved)).ShouldBe(2);
            (await data.Booths.CountAsync()).ShouldBe(2);
            (await data.ExamSessions.CountAsync(session => session.State == ExamSessionState.Arranged)).ShouldBe(2);
            await BothScorersAgreeAsync(scope.ServiceProvider, data);
            people = await data.Users.CountAsync();
            await TheOtherAgencySeesNothingAsync(first, accounts.Single(account => account.Login == "yuanfan"));
        }

        await using var second = Start();
        _ = second.Server;
        ReadAccounts().ShouldBe(accounts);
        await using var again = second.Services.CreateAsyncScope();
        (await again.ServiceProvider.GetRequiredService<PinchangContext>().Users.CountAsync()).ShouldBe(people);
    }

    private static async Task TheOtherAgencySeesNothingAsync(WebApplicationFactory<Program> api, DemoAccount @operator)
    {
        var browser = api.CreateClient();
        (await SignInAsync(api, @operator, browser)).Roles.ShouldContain(Roles.Operator);
        foreach (var state in Enum.GetValues<EmployerState>())
        {
            (await browser.GetAsync<Page<EmployerSummary>>($"/api/operations/employers?state={state}")).Total.ShouldBe(0);
        }
    }

    /// <summary>The exam that was sat: its raw answers earn by the second way what its scripts earned by the first.</summary>
    private static async Task BothScorersAgreeAsync(IServiceProvider services, PinchangContext data)
    {
        var round = await data.MarkingRounds.IgnoreQueryFilters().SingleAsync();
        var scripts = await data.BlindScripts.IgnoreQueryFilters().ToDictionaryAsync(script => script.SessionId, script => script.Objective);
        var officer = await data.Users.SingleAsync(user => user.UserName == "kaowu");
        var key = await services.GetRequiredService<IPaperVault>().OpenMarkingKeyAsync(
            round.PaperId, new(officer.Id, "核对", null), services.GetRequiredService<TimeProvider>().GetUtcNow(), default);
        var again = await services.GetRequiredService<IIndependentScorer>().RecomputeAsync([new(round, key.Value.ShouldNotBeNull())], default);

        scripts.Count.ShouldBe(6);
        again.Parts.ToDictionary(part => part.SessionId, part => part.Objective).ShouldBe(scripts, ignoreOrder: true);
        (await data.MarkingTasks.IgnoreQueryFilters().CountAsync(task => task.State == MarkingTaskState.Marking)).ShouldBe(11);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task<SessionDetails> SignInAsync(WebApplicationFactory<Program> api, DemoAccount account, HttpClient? browser = null)
    {
        browser ??= api.CreateClient();
        (await browser.PostAsJsonAsync("/api/sessions/password", new SignInByPassword(account.Login, account.Password))).EnsureSuccessStatusCode();
        var now = api.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var code = Totp.CodeAt(Totp.FromBase32(account.SecondFactorSecret!), Totp.StepAt(now));
        using var answer = await browser.PostAsJsonAsync("/api/sessions/second-factor", new SignInSecondFactor(code));
        return (await answer.ReadAsync<SignedIn>()).Session.ShouldNotBeNull();
    }

    private WebApplicationFactory<Program> Start() => new WebApplicationFactory<Program>().WithWebHostBuilder(host => host
        .UseTestCluster()
        .UseSetting("PINCHANG_DB", database.AppConnectionString)
        .UseSetting("PINCHANG_DATA", _folder)
        .UseSetting("PINCHANG_DEMO", "1"));

    private DemoAccount[] ReadAccounts() =>
        JsonSerializer.Deserialize<DemoAccount[]>(File.ReadAllText(Path.Combine(_folder, "demo-accounts.json")), JsonDefaults.Options)!;
}
