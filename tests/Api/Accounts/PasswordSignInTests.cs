using System.Net;
using System.Net.Http.Json;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Accounts;
using Pinchang.Domain.Accounts;

namespace Pinchang.Api.Tests.Accounts;

public sealed class PasswordSignInTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Staff_has_no_session_before_the_second_factor()
    {
        var staff = await api.StaffAsync(Roles.Operator);
        var browser = api.Browser();

        using var password = await browser.PostAsJsonAsync("/api/sessions/password", new SignInByPassword(staff.Phone, ApiFixture.Password));

        (await password.ReadAsync<SignedIn>()).ShouldBe(new SignedIn(true, null));
        (await browser.GetAsync<SessionDetails>("/api/session")).IsSignedIn.ShouldBeFalse();
        using var reading = await browser.GetAsync(new Uri("/api/operations/messages", UriKind.Relative));
        await reading.ShouldRefuseAsync(HttpStatusCode.Unauthorized, "session.signed-out");
    }

    [Fact]
    public async Task Staff_with_the_second_factor_has_its_roles_and_agency()
    {
        var staff = await api.StaffAsync(Roles.Operator, Roles.Inspector);

        var session = await staff.Http.GetAsync<SessionDetails>("/api/session");

        session.Roles.ShouldBe([Roles.Operator, Roles.Inspector, Roles.Candidate], ignoreOrder: true);
        session.AgencyId.ShouldBe(api.AgencyId);
        session.SecondFactorPending.ShouldBeFalse();
    }

    [Fact]
    public async Task A_code_of_the_authenticator_works_once_and_whoever_types_it_again_is_told_to_wait_for_the_next()
    {
        var staff = await api.StaffAsync(Roles.Operator);
        var used = Totp.CodeAt(staff.Secret!, Totp.StepAt(api.Clock.GetUtcNow()));
        var browser = api.Browser();
        await browser.PostAsJsonAsync("/api/sessions/password", new SignInByPassword(staff.Phone, ApiFixture.Password));

        using var again = await browser.PostAsJsonAsync("/api/sessions/second-factor", new SignInSecondFactor(used));

        await again.ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "accounts.second-factor-used");
        var next = Totp.CodeAt(staff.Secret!, Totp.StepAt(api.Clock.GetUtcNow()) + 1);
        using var waited = await browser.PostAsJsonAsync("/api/sessions/second-factor", new SignInSecondFactor(next));
        waited.EnsureSuccessStatusCode();
    }

    [Fact]
    public async Task A_code_that_the_authenticator_never_showed_is_wrong_and_not_used()
    {
        var staff = await api.StaffAsync(Roles.Operator);
        var browser = api.Browser();
        await browser.PostAsJsonAsync("/api/sessions/password", new SignInByPassword(staff.Phone, ApiFixture.Password));
        var old = Totp.CodeAt(staff.Secret!, Totp.StepAt(api.Clock.GetUtcNow()) - 20);

        using var wrong = await browser.PostAsJsonAsync("/api/sessions/second-factor", new SignInSecondFactor(old));

        await wrong.ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "accounts.second-factor-wrong");
    }

    [Fact]
    public async Task The_second_factor_waits_five_minutes_for_its_password()
    {
        var staff = await api.StaffAsync(Roles.Operator);
        var browser = api.Browser();
        using var without = await browser.PostAsJsonAsync("/api/sessions/second-factor", new SignInSecondFactor("123456"));
        await without.ShouldRefuseAsync(HttpStatusCode.Gone, "accounts.second-factor-expired");
        await browser.PostAsJsonAsync("/api/sessions/password", new SignInByPassword(staff.Phone, ApiFixture.Password));
        api.Clock.Advance(TimeSpan.FromMinutes(5));

        using var late = await browser.PostAsJsonAsync("/api/sessions/second-factor", new SignInSecondFactor("123456"));

        await late.ShouldRefuseAsync(HttpStatusCode.Gone, "accounts.second-factor-expired");
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_account_get_the_same_answer()
    {
        var candidate = await api.CandidateAsync();

        using var wrong = await api.Browser().PostAsJsonAsync("/api/sessions/password", new SignInByPassword(candidate.Phone, "not-this-one"));
        using var unknown = await api.Browser().PostAsJsonAsync("/api/sessions/password", new SignInByPassword("nobody@example.com", "not-this-one"));

        await wrong.ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "accounts.credentials-wrong");
        await unknown.ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "accounts.credentials-wrong");
    }

    [Fact]
    [Clause("JF-9c", at: "Api/Accounts/Attempts.cs")]
    public async Task Fifty_guesses_at_once_close_the_account_and_only_five_are_judged()
    {
        var candidate = await api.CandidateAsync();
        var browser = api.Browser();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(n =>
            browser.PostAsJsonAsync("/api/sessions/password", new SignInByPassword(candidate.Phone, $"guess-number-{n}"))));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.UnprocessableEntity).ShouldBeLessThanOrEqualTo(Lockout.MaxFailures);
        answers.ShouldAllBe(answer => !answer.IsSuccessStatusCode);
        using var right = await browser.PostAsJsonAsync("/api/sessions/password", new SignInByPassword(candidate.Phone, ApiFixture.Password));
        await right.ShouldRefuseAsync(HttpStatusCode.TooManyRequests, "accounts.locked-out");

        api.Clock.Advance(Lockout.Duration);
        using var later = await browser.PostAsJsonAsync("/api/sessions/password", new SignInByPassword(candidate.Phone, ApiFixture.Password));
        (await later.ReadAsync<SignedIn>()).Session.ShouldNotBeNull();
    }

    [Fact]
    public async Task Guessing_the_second_factor_locks_the_account_too()
    {
        var staff = await api.StaffAsync(Roles.Operator);
        var browser = api.Browser();
        for (var round = 0; round < 3; round++)
        {
            await browser.PostAsJsonAsync("/api/sessions/password", new SignInByPassword(staff.Phone, ApiFixture.Password));
            await browser.PostAsJsonAsync("/api/sessions/second-factor", new SignInSecondFactor("abcdef"));
        }

        using var locked = await browser.PostAsJsonAsync("/api/sessions/password", new SignInByPassword(staff.Phone, ApiFixture.Password));

        await locked.ShouldRefuseAsync(HttpStatusCode.TooManyRequests, "accounts.locked-out");
    }

    [Fact]
    public async Task A_member_who_comes_in_by_phone_code_has_no_roles_until_the_authenticator_is_set_up()
    {
        var phone = api.NextPhone();
        var id = await api.MakeAccountAsync(
            new("还没绑定验证器的小陈", phone, null, ApiFixture.Password, null), maker => (maker.JoinAgencyAsync, api.AgencyId, [Roles.Operator]));
        var person = await api.SignInAsync(id, phone, null);
        (await person.Http.GetAsync<SessionDetails>("/api/session")).SecondFactorPending.ShouldBeTrue();
        using var before = await person.Http.GetAsync(new Uri("/api/operations/messages", UriKind.Relative));
        await before.ShouldRefuseAsync(HttpStatusCode.Forbidden, "accounts.second-factor-required");

        using var prepared = await person.Http.PutAsync(new Uri("/api/account/second-factor", UriKind.Relative), null);
        var secret = await prepared.ReadAsync<SecondFactorSecret>();
        secret.Uri.ShouldStartWith("otpauth://totp/");
        var code = Totp.CodeAt(Totp.FromBase32(secret.Secret), Totp.StepAt(api.Clock.GetUtcNow()));
        using var confirmed = await person.Http.PostCommandAsync("/api/account/second-factor/confirmations", new ConfirmSecondFactor(code));
        await confirmed.ReadAsync<Done>();

        (await person.Http.GetAsync<SessionDetails>("/api/session")).Roles.ShouldContain(Roles.Operator);
        using var after = await person.Http.GetAsync(new Uri("/api/operations/messages", UriKind.Relative));
        after.EnsureSuccessStatusCode();
        using var replaced = await person.Http.PutAsync(new Uri("/api/account/second-factor", UriKind.Relative), null);
        await replaced.ShouldRefuseAsync(HttpStatusCode.Conflict, "accounts.second-factor-held");
    }

    [Fact]
    public async Task An_authenticator_that_scanned_the_first_secret_can_still_be_bound_after_reloads_and_a_wrong_code()
    {
        var phone = api.NextPhone();
        var id = await api.MakeAccountAsync(
            new("慢慢扫码的小陈", phone, null, ApiFixture.Password, null), maker => (maker.JoinAgencyAsync, api.AgencyId, [Roles.Operator]));
        var person = await api.SignInAsync(id, phone, null);
        var scanned = await PrepareAsync(person);

        (await PrepareAsync(person)).ShouldBe(scanned);
        using var wrong = await person.Http.PostCommandAsync("/api/account/second-factor/confirmations", new ConfirmSecondFactor("abcdef"));
        await wrong.ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "accounts.second-factor-wrong");
        (await PrepareAsync(person)).ShouldBe(scanned);

        var renewed = await PrepareAsync(person, "?renew=true");
        renewed.ShouldNotBe(scanned);
        var code = Totp.CodeAt(Totp.FromBase32(renewed.Secret), Totp.StepAt(api.Clock.GetUtcNow()));
        using var confirmed = await person.Http.PostCommandAsync("/api/account/second-factor/confirmations", new ConfirmSecondFactor(code));
        await confirmed.ReadAsync<Done>();
    }

    [Theory]
    [InlineData("short")]
    [InlineData("11111111")]
    [InlineData("12345678")]
    [InlineData("password1")]
    [InlineData("qwertyuiop")]
    public async Task A_password_that_is_guessed_first_is_refused(string password)
    {
        var candidate = await api.CandidateAsync();

        using var answer = await candidate.Http.PutAsJsonAsync("/api/account/password", new ChangePassword(ApiFixture.Password, password));

        await answer.ShouldRefuseAsync(HttpStatusCode.BadRequest, "accounts.password-weak");
    }

    [Fact]
    [Clause("EX-4.3-acct", at: "Api/Accounts/SetPassword.cs")]
    public async Task A_changed_password_ends_every_other_session_and_tells_the_person()
    {
        var candidate = await api.CandidateAsync();
        var elsewhere = await api.SignInAsync(candidate.UserId, candidate.Phone, null);

        using var wrong = await candidate.Http.PutAsJsonAsync("/api/account/password", new ChangePassword("not-this-one", "a-better-phrase"));
        await wrong.ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "accounts.credentials-wrong");
        using var changed = await candidate.Http.PutAsJsonAsync("/api/account/password", new ChangePassword(ApiFixture.Password, "a-better-phrase"));

        changed.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await candidate.Http.GetAsync<SessionDetails>("/api/session")).IsSignedIn.ShouldBeTrue();
        (await elsewhere.Http.GetAsync<SessionDetails>("/api/session")).IsSignedIn.ShouldBeFalse();
    }

    private static async Task<SecondFactorSecret> PrepareAsync(SignedInClient person, string query = "")
    {
        using var answer = await person.Http.PutAsync(new Uri($"/api/account/second-factor{query}", UriKind.Relative), null);
        return await answer.ReadAsync<SecondFactorSecret>();
    }
}
