using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Pinchang.Api.Accounts;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Accounts;
using Pinchang.Data;
using Pinchang.Domain.Accounts;
using Pinchang.ServiceDefaults;

namespace Pinchang.Api.Tests.Accounts;

public sealed class SessionTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0";

    [Fact]
    public async Task Signing_out_ends_the_session_for_every_copy_of_its_cookie_and_closes_its_sockets()
    {
        var candidate = await api.CandidateAsync();
        var sessionId = (await candidate.Http.GetAsync<SessionSummary[]>("/api/account/sessions")).Single().Id;
        var closed = new TaskCompletionSource<Guid>();
        api.Services.GetRequiredService<ISessionRegistry>().Revoked += id => _ = id == sessionId && closed.TrySetResult(id);

        using var answer = await candidate.Http.DeleteAsync(new Uri("/api/sessions/current", UriKind.Relative));

        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await candidate.Http.GetAsync<SessionDetails>("/api/session")).IsSignedIn.ShouldBeFalse();
        (await closed.Task.WaitAsync(TimeSpan.FromSeconds(10))).ShouldBe(sessionId);
    }

    [Fact]
    public async Task A_session_revoked_from_another_device_is_over_at_its_next_request()
    {
        var phone = await api.CandidateAsync();
        var desktop = await api.SignInAsync(phone.UserId, phone.Phone, null);
        var sessions = await phone.Http.GetAsync<SessionSummary[]>("/api/account/sessions");

        using var answer = await phone.Http.DeleteAsync(new Uri($"/api/account/sessions/{sessions.Single(s => !s.Current).Id}", UriKind.Relative));

        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using var over = await desktop.Http.GetAsync(new Uri("/api/inbox", UriKind.Relative));
        await over.ShouldRefuseAsync(HttpStatusCode.Unauthorized, "session.signed-out");
    }

    [Fact]
    public async Task Nobody_ends_the_session_of_somebody_else()
    {
        var (one, other) = (await api.CandidateAsync(), await api.CandidateAsync());
        var theirs = (await other.Http.GetAsync<SessionSummary[]>("/api/account/sessions")).Single();

        using var answer = await one.Http.DeleteAsync(new Uri($"/api/account/sessions/{theirs.Id}", UriKind.Relative));

        await answer.ShouldRefuseAsync(HttpStatusCode.NotFound, "common.not-found");
        (await other.Http.GetAsync<SessionDetails>("/api/session")).IsSignedIn.ShouldBeTrue();
    }

    [Fact]
    public async Task A_session_whose_row_is_held_holds_up_nobodys_request()
    {
        var (one, other) = (await api.CandidateAsync(), await api.CandidateAsync());
        await using var database = NpgsqlDataSource.Create(api.OwnerConnectionString);
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var hold = new NpgsqlCommand("SELECT FROM accounts.sessions WHERE user_id = $1 FOR UPDATE", connection);
        hold.Parameters.Add(new() { Value = one.UserId });
        await hold.ExecuteNonQueryAsync();

        // So long unseen that the registry wants to note it.
        api.Clock.Advance(TimeSpan.FromMinutes(2));

        foreach (var person in new[] { one, other })
        {
            (await person.Http.GetAsync<SessionDetails>("/api/session").WaitAsync(TimeSpan.FromSeconds(10))).IsSignedIn.ShouldBeTrue();
        }
    }

    [Fact]
    [Clause("LH-5.1.2", at: "Api/Accounts/SessionRegistry.cs")]
    public async Task A_role_that_is_taken_is_gone_within_seconds_without_signing_in_again()
    {
        var staff = await api.StaffAsync(Roles.Operator);
        await api.InScopeAsync(services => services.GetRequiredService<PinchangContext>().Memberships
            .Where(m => m.UserId == staff.UserId).ExecuteDeleteAsync());
        api.Clock.Advance(TimeSpan.FromSeconds(3));

        using var answer = await staff.Http.GetAsync(new Uri("/api/operations/messages", UriKind.Relative));

        await answer.ShouldRefuseAsync(HttpStatusCode.Forbidden, "access.forbidden");
    }

    [Fact]
    [Clause("LH-5.1.2", at: "Api/Accounts/SessionRevocations.cs")]
    public async Task A_role_that_another_process_takes_is_gone_as_soon_as_the_database_says_so()
    {
        var staff = await api.StaffAsync(Roles.Operator);
        (await staff.Http.GetAsync(new Uri("/api/operations/messages", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        await api.InScopeAsync(services => services.GetRequiredService<PinchangContext>().Memberships
            .Where(m => m.UserId == staff.UserId).ExecuteDeleteAsync());

        for (var tries = 0; tries < 50; tries++)
        {
            using var answer = await staff.Http.GetAsync(new Uri("/api/operations/messages", UriKind.Relative));
            if (answer.StatusCode == HttpStatusCode.Forbidden)
            {
                return;
            }

            await Task.Delay(50);
        }

        Assert.Fail("The role was still there after two and a half seconds.");
    }

    [Fact]
    [Clause("JF-9c", at: "Api/Accounts/SignInLog.cs")]
    public async Task The_log_tells_who_came_and_left_from_where_and_on_what()
    {
        var inspector = await api.StaffAsync(Roles.Inspector);
        var staff = await api.StaffAsync(Roles.Support);
        var browser = api.Browser();
        foreach (var (name, value) in WebCallSignature.Headers(ApiFixture.WebSecret, "203.0.113.7", Edge, api.Clock.GetUtcNow()))
        {
            browser.DefaultRequestHeaders.Add(name, value);
        }

        await browser.PostAsJsonAsync("/api/sessions/password", new SignInByPassword(staff.Phone, "a-wrong-password"));
        await staff.Http.DeleteAsync(new Uri("/api/sessions/current", UriKind.Relative));

        var lines = (await inspector.Http.GetAsync<Page<SignInSummary>>("/api/operations/sign-ins")).Items;
        lines[0].Event.ShouldBe("signedOut");
        lines[1].ShouldSatisfyAllConditions(
            line => line.Event.ShouldBe("refused"),
            line => line.Method.ShouldBe("password"),
            line => line.Address.ShouldBe("203.0.113.7"),
            line => line.Device.ShouldBe("Edge · Windows"),
            line => line.Reason.ShouldBe("accounts.credentials-wrong"));
        lines[2].Event.ShouldBe("signedIn");
        lines[2].Method.ShouldBe("secondFactor");
    }

    [Fact]
    public async Task An_address_without_Webs_signature_is_not_believed()
    {
        var candidate = await api.CandidateAsync();
        var browser = api.Browser();
        browser.DefaultRequestHeaders.Add("X-Pinchang-Address", "203.0.113.66");
        browser.DefaultRequestHeaders.Add("X-Pinchang-Agent", "Forged");
        browser.DefaultRequestHeaders.Add("X-Pinchang-Web", "1.00");

        (await browser.PostAsJsonAsync("/api/sessions/password", new SignInByPassword(candidate.Phone, ApiFixture.Password))).EnsureSuccessStatusCode();

        var lines = await api.InScopeAsync(services => services.GetRequiredService<PinchangContext>().SignIns
            .Where(line => line.UserId == candidate.UserId).ToListAsync());
        lines.ShouldAllBe(line => line.Address != "203.0.113.66" && line.Device != "Forged");
    }

    [Fact]
    [Clause("JF-9c", at: "Api/Accounts/AccountsHousekeeping.cs")]
    public async Task A_session_past_its_time_is_over_and_gets_its_line()
    {
        var staff = await api.StaffAsync(Roles.Operator);
        api.Clock.Advance(Session.StaffLifetime);
        (await staff.Http.GetAsync<SessionDetails>("/api/session")).IsSignedIn.ShouldBeFalse();

        await api.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<AccountsHousekeeping>().Single().TidyAsync(CancellationToken.None);

        var events = await api.InScopeAsync(services => services.GetRequiredService<PinchangContext>().SignIns
            .Where(line => line.UserId == staff.UserId).OrderBy(line => line.Id).Select(line => line.Event).ToListAsync());
        events[^1].ShouldBe(SignInEvent.Expired);
    }

    [Fact]
    public async Task The_log_of_an_agency_is_that_agencys_alone()
    {
        var ours = await api.StaffAsync(Roles.Operator);
        var theirs = await api.StaffOfAsync(api.OtherAgencyId, Roles.Operator);

        var lines = (await theirs.Http.GetAsync<Page<SignInSummary>>("/api/operations/sign-ins")).Items;

        lines.ShouldNotBeEmpty();
        var ids = lines.Select(line => line.Id).ToArray();
        var seen = await api.InScopeAsync(services => services.GetRequiredService<PinchangContext>().SignIns.Where(line => ids.Contains(line.Id)).ToListAsync());
        seen.ShouldAllBe(line => line.AgencyId == api.OtherAgencyId && line.UserId != ours.UserId);
    }

    [Fact]
    public async Task The_application_cannot_rewrite_the_log()
    {
        await api.CandidateAsync();

        var refused = await Should.ThrowAsync<PostgresException>(() => api.InScopeAsync(services =>
            services.GetRequiredService<PinchangContext>().SignIns.ExecuteDeleteAsync()));

        refused.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task Keys_and_authenticator_secrets_are_sealed_in_the_database()
    {
        var staff = await api.StaffAsync(Roles.Operator);

        await api.InScopeAsync(async services =>
        {
            var data = services.GetRequiredService<PinchangContext>();
            var key = await data.ProtectionKeys.Select(row => row.Xml).FirstAsync();
            key.ShouldContain("<sealed");
            key.ShouldNotContain("<masterKey");
            (await data.SecondFactors.SingleAsync(row => row.UserId == staff.UserId)).ProtectedSecret.ShouldNotContain(Totp.ToBase32(staff.Secret!));
            return true;
        });
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(Path.Combine(api.DataFolder, "keys", "protection.key")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }
}
