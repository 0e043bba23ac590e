using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Pinchang.Api.Accounts;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts.Accounts;
using Pinchang.Data;

namespace Pinchang.Api.Tests.Accounts;

public sealed partial class PhoneSignInTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_new_phone_with_its_code_becomes_a_candidate()
    {
        var (browser, phone) = (api.Browser(), api.NextPhone());
        var code = await AskForCodeAsync(browser, phone);

        using var answer = await browser.PostAsJsonAsync("/api/sessions/phone", new SignInByPhone($"+86 {phone[..3]}-{phone[3..]}", code));

        var session = (await answer.ReadAsync<SignedIn>()).Session.ShouldNotBeNull();
        session.PhoneVerified.ShouldBeTrue();
        session.Roles.ShouldBe(["candidate"]);
        session.Phone.ShouldBe($"{phone[..3]}****{phone[^4..]}");
        session.DisplayName.ShouldNotBeNull().ShouldNotContain(phone[^4..]);
        (await browser.GetAsync<SessionDetails>("/api/session")).UserId.ShouldBe(session.UserId);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        cookie.ShouldStartWith("pinchang.session=");
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=lax");
    }

    [Fact]
    public async Task A_code_works_once()
    {
        var (browser, phone) = (api.Browser(), api.NextPhone());
        var code = await AskForCodeAsync(browser, phone);
        (await browser.PostAsJsonAsync("/api/sessions/phone", new SignInByPhone(phone, code))).EnsureSuccessStatusCode();

        using var again = await browser.PostAsJsonAsync("/api/sessions/phone", new SignInByPhone(phone, code));

        await again.ShouldRefuseAsync(HttpStatusCode.Gone, "accounts.code-expired");
    }

    [Fact]
    public async Task Five_wrong_tries_end_a_code_even_for_who_then_knows_it()
    {
        var (browser, phone) = (api.Browser(), api.NextPhone());
        var code = await AskForCodeAsync(browser, phone);
        var wrong = code == "000000" ? "111111" : "000000";
        for (var tries = 1; tries <= 4; tries++)
        {
            using var answer = await browser.PostAsJsonAsync("/api/sessions/phone", new SignInByPhone(phone, wrong));
            await answer.ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "accounts.code-wrong");
        }

        using var fifth = await browser.PostAsJsonAsync("/api/sessions/phone", new SignInByPhone(phone, wrong));
        await fifth.ShouldRefuseAsync(HttpStatusCode.Gone, "accounts.code-expired");
        using var right = await browser.PostAsJsonAsync("/api/sessions/phone", new SignInByPhone(phone, code));
        await right.ShouldRefuseAsync(HttpStatusCode.Gone, "accounts.code-expired");
    }

    [Fact]
    public async Task A_code_lasts_five_minutes()
    {
        var (browser, phone) = (api.Browser(), api.NextPhone());
        var code = await AskForCodeAsync(browser, phone);
        api.Clock.Advance(TimeSpan.FromMinutes(5));

        using var late = await browser.PostAsJsonAsync("/api/sessions/phone", new SignInByPhone(phone, code));

        await late.ShouldRefuseAsync(HttpStatusCode.Gone, "accounts.code-expired");
    }

    [Fact]
    public async Task One_code_a_minute_for_one_phone_however_many_ask_at_once()
    {
        var (browser, phone) = (api.Browser(), api.NextPhone());

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => browser.PostAsJsonAsync("/api/phone-codes", new { phone, purpose = "signIn" })));

        answers.Count(answer => answer.IsSuccessStatusCode).ShouldBe(1);
        foreach (var refused in answers.Where(answer => !answer.IsSuccessStatusCode))
        {
            await refused.ShouldRefuseAsync(HttpStatusCode.TooManyRequests, "accounts.code-too-soon");
        }

        api.Clock.Advance(TimeSpan.FromMinutes(1));
        using var later = await browser.PostAsJsonAsync("/api/phone-codes", new { phone, purpose = "signIn" });
        later.EnsureSuccessStatusCode();
    }

    [Theory]
    [InlineData("12345678901")]
    [InlineData("1380013800")]
    [InlineData("１３８００１３８０００")]
    [InlineData("")]
    [InlineData("13800138000' OR 1=1 --")]
    public async Task What_is_no_mobile_number_is_refused(string phone)
    {
        using var answer = await api.Browser().PostAsJsonAsync("/api/phone-codes", new { phone, purpose = "signIn" });

        await answer.ShouldRefuseAsync(HttpStatusCode.BadRequest, "accounts.phone-malformed");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"phone\":null,\"purpose\":\"signIn\"}")]
    [InlineData("{\"phone\":\"13800138000\",\"purpose\":\"everything\"}")]
    [InlineData("{\"phone\":\"13800138000\",\"purpose\":7}")]
    [InlineData("not json")]
    public async Task A_malformed_body_is_refused_with_a_sentence(string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        using var answer = await api.Browser().PostAsync(new Uri("/api/phone-codes", UriKind.Relative), content);

        await answer.ShouldRefuseAsync(HttpStatusCode.BadRequest, "common.malformed");
    }

    [Fact]
    public async Task The_code_is_nowhere_in_the_table_of_codes()
    {
        var phone = api.NextPhone();
        var code = await AskForCodeAsync(api.Browser(), phone);

        var key = api.Services.GetRequiredService<Phones>().KeyOf(phone);
        var stored = await api.InScopeAsync(services => services.GetRequiredService<PinchangContext>().PhoneCodes.SingleAsync(row => row.PhoneKey == key));

        System.Text.Encoding.UTF8.GetString(stored.CodeHash).ShouldNotContain(code);
        stored.CodeHash.Length.ShouldBe(32);
    }

    [Fact]
    public async Task A_password_is_reset_by_phone_and_every_session_ends()
    {
        var candidate = await api.CandidateAsync();
        var elsewhere = api.Browser();
        (await elsewhere.PostAsJsonAsync("/api/phone-codes", new { phone = candidate.Phone, purpose = "resetPassword" })).EnsureSuccessStatusCode();
        var code = await SentCodeAsync(candidate.Phone);

        using var reset = await elsewhere.PostAsJsonAsync("/api/account/password-resets", new ResetPassword(candidate.Phone, code, "a-better-phrase"));

        reset.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await candidate.Http.GetAsync<SessionDetails>("/api/session")).IsSignedIn.ShouldBeFalse();
        using var signIn = await elsewhere.PostAsJsonAsync("/api/sessions/password", new SignInByPassword(candidate.Phone, "a-better-phrase"));
        (await signIn.ReadAsync<SignedIn>()).Session.ShouldNotBeNull();
    }

    private async Task<string> AskForCodeAsync(HttpClient browser, string phone)
    {
        (await browser.PostAsJsonAsync("/api/phone-codes", new { phone, purpose = "signIn" })).EnsureSuccessStatusCode();
        return await SentCodeAsync(phone);
    }

    private Task<string> SentCodeAsync(string phone) => api.InScopeAsync(async services =>
    {
        var message = await services.GetRequiredService<PinchangContext>().Messages.SingleAsync(row => row.Recipient == phone);
        return SixDigits().Match(message.Text).Value;
    });

    [GeneratedRegex(@"\b\d{6}\b")]
    private static partial Regex SixDigits();
}
