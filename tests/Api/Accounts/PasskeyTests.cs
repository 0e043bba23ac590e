using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Accounts;
using Pinchang.Data;
using Pinchang.Domain.Accounts;

namespace Pinchang.Api.Tests.Accounts;

public sealed class PasskeyTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    [Clause("JF-9c", at: "Api/Accounts/SignInWithPasskey.cs")]
    public async Task Whoever_added_a_passkey_signs_in_with_it_alone_and_holds_their_roles()
    {
        var (staff, device) = (await api.StaffAsync(Roles.Operator), new DeviceWithKeys(ApiFixture.Origin));
        var added = await AddAsync(staff.Http, device, "办公室电脑");
        var browser = api.Browser();

        using var answer = await SignInAsync(browser, device);

        (await answer.ReadAsync<SignedIn>()).Session!.Roles.ShouldContain(Roles.Operator);
        (await browser.GetAsync<SessionDetails>("/api/session")).SecondFactorPending.ShouldBeFalse();
        (await browser.GetAsync<PasskeySummary[]>("/api/account/passkeys")).Select(passkey => (passkey.Id, passkey.Name)).ShouldBe([(added.Id, "办公室电脑")]);
        var line = await api.InScopeAsync(services => services.GetRequiredService<PinchangContext>().SignIns
            .Where(row => row.UserId == staff.UserId).OrderByDescending(row => row.At).FirstAsync());
        line.ShouldSatisfyAllConditions(row => row.Method.ShouldBe(SignInMethod.Passkey), row => row.Event.ShouldBe(SignInEvent.SignedIn));
    }

    [Fact]
    public async Task A_device_that_did_not_ask_for_its_owner_neither_adds_a_key_nor_signs_in()
    {
        var (staff, careless) = (await api.StaffAsync(Roles.Operator), new DeviceWithKeys(ApiFixture.Origin) { VerifiesOwner = false });

        using var answer = await staff.Http.PostCommandAsync("/api/account/passkeys", new PasskeyCredential(careless.Make(await CreationOptionsAsync(staff.Http))));

        await answer.ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "accounts.passkey-wrong");
        (await staff.Http.GetAsync<PasskeySummary[]>("/api/account/passkeys")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("http://localhost:9999")]
    public async Task What_a_foreign_page_had_signed_opens_nothing(string origin)
    {
        var (staff, device) = (await api.StaffAsync(Roles.Operator), new DeviceWithKeys(origin));

        using var answer = await staff.Http.PostCommandAsync("/api/account/passkeys", new PasskeyCredential(device.Make(await CreationOptionsAsync(staff.Http))));

        await answer.ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "accounts.passkey-wrong");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("""{"id":"AA","rawId":"AA","type":"public-key","clientExtensionResults":{},"response":{"authenticatorData":"AA","clientDataJSON":"AA","signature":"AA"}}""")]
    public async Task What_is_no_credential_is_refused_and_written_down(string credential)
    {
        var browser = api.Browser();
        await OptionsAsync(browser, "/api/sessions/passkey-options");

        using var answer = await browser.PostCommandAsync("/api/sessions/passkey", new PasskeyCredential(credential));

        await answer.ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "accounts.passkey-wrong");
    }

    [Fact]
    public async Task What_was_signed_once_signs_in_no_second_time_and_not_after_five_minutes()
    {
        var (staff, device) = (await api.StaffAsync(Roles.Operator), new DeviceWithKeys(ApiFixture.Origin));
        await AddAsync(staff.Http, device);
        var browser = api.Browser();
        var shown = device.Show(await OptionsAsync(browser, "/api/sessions/passkey-options"));
        using var first = await browser.PostCommandAsync("/api/sessions/passkey", new PasskeyCredential(shown));
        first.EnsureSuccessStatusCode();

        using var again = await browser.PostCommandAsync("/api/sessions/passkey", new PasskeyCredential(shown));

        await again.ShouldRefuseAsync(HttpStatusCode.Gone, "accounts.passkey-expired");
        var slow = device.Show(await OptionsAsync(browser, "/api/sessions/passkey-options"));
        api.Clock.Advance(TimeSpan.FromMinutes(5));
        using var late = await browser.PostCommandAsync("/api/sessions/passkey", new PasskeyCredential(slow));
        await late.ShouldRefuseAsync(HttpStatusCode.Gone, "accounts.passkey-expired");
    }

    [Fact]
    [Clause("JF-9c", at: "Api/Accounts/OwnPasskeys.cs")]
    public async Task Only_who_shows_again_that_it_is_they_adds_a_key()
    {
        var staff = await api.StaffAsync(Roles.Operator);

        using var unasked = await staff.Http.SendCommandAsync(HttpMethod.Put, "/api/account/passkey-options", new ShowSelf(null));
        using var wrong = await staff.Http.SendCommandAsync(HttpMethod.Put, "/api/account/passkey-options", new ShowSelf("not the password"));

        await unasked.ShouldRefuseAsync(HttpStatusCode.BadRequest, "common.required");
        await wrong.ShouldRefuseAsync(HttpStatusCode.Forbidden, "staff.password-wrong");
        api.Clock.Advance(TimeSpan.FromSeconds(60));
        var code = Totp.CodeAt(staff.Secret!, Totp.StepAt(api.Clock.GetUtcNow()));
        using var byCode = await staff.Http.SendCommandAsync(HttpMethod.Put, "/api/account/passkey-options", new ShowSelf(null, code));
        byCode.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_was_asked_of_a_device_is_answered_once_even_where_the_browser_keeps_what_it_should_drop()
    {
        var (staff, device) = (await api.StaffAsync(Roles.Operator), new DeviceWithKeys(ApiFixture.Origin));
        var (options, cookies) = (await CreationOptionsAsync(staff.Http), staff.Cookie());
        using var malformed = await staff.Http.PostCommandAsync("/api/account/passkeys", new PasskeyCredential("{}"));
        await malformed.ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "accounts.passkey-wrong");

        using var keeping = new HttpRequestMessage(HttpMethod.Post, "/api/account/passkeys") { Content = JsonContent.Create(new PasskeyCredential(device.Make(options))) };
        keeping.Headers.Add("Cookie", cookies);
        keeping.Headers.Add("Origin", ApiFixture.Origin);
        keeping.Headers.Add("Idempotency-Key", $"{Guid.CreateVersion7()}");
        using var again = await api.Factory.CreateDefaultClient(api.Address).SendAsync(keeping);

        await again.ShouldRefuseAsync(HttpStatusCode.Gone, "accounts.passkey-expired");
    }

    [Fact]
    public async Task The_account_is_told_in_the_products_own_words_of_each_key()
    {
        var (staff, device) = (await api.StaffAsync(Roles.Operator), new DeviceWithKeys(ApiFixture.Origin));
        var added = await AddAsync(staff.Http, device, "办公室电脑");
        using var removed = await staff.Http.DeleteAsync(new Uri($"/api/account/passkeys/{added.Id}", UriKind.Relative));

        var told = await api.InScopeAsync(services => services.GetRequiredService<PinchangContext>().Messages
            .Where(message => message.UserId == staff.UserId).OrderBy(message => message.CreatedAt).Select(message => message.Text).ToListAsync());

        told.ShouldSatisfyAllConditions(
            () => told[0].ShouldStartWith("您的账号新增了通行密钥“办公室电脑”"),
            () => told[1].ShouldBe("通行密钥“办公室电脑”已从您的账号删除，不能再用它登录。"));
    }

    [Fact]
    public async Task A_removed_key_signs_in_no_more_and_nobody_removes_anothers()
    {
        var (staff, other, device) = (await api.StaffAsync(Roles.Operator), await api.StaffAsync(Roles.Operator), new DeviceWithKeys(ApiFixture.Origin));
        var added = await AddAsync(staff.Http, device);

        using var foreign = await other.Http.DeleteAsync(new Uri($"/api/account/passkeys/{added.Id}", UriKind.Relative));
        using var own = await staff.Http.DeleteAsync(new Uri($"/api/account/passkeys/{added.Id}", UriKind.Relative));

        await foreign.ShouldRefuseAsync(HttpStatusCode.NotFound, "common.not-found");
        own.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using var gone = await SignInAsync(api.Browser(), device);
        await gone.ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "accounts.passkey-wrong");
    }

    [Fact]
    public async Task A_key_of_one_person_is_not_added_to_another()
    {
        var (staff, other, device) = (await api.StaffAsync(Roles.Operator), await api.StaffAsync(Roles.Operator), new DeviceWithKeys(ApiFixture.Origin));
        await AddAsync(staff.Http, device);

        using var answer = await other.Http.PostCommandAsync("/api/account/passkeys", new PasskeyCredential(device.Make(await CreationOptionsAsync(other.Http))));

        await answer.ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "accounts.passkey-wrong");
    }

    private static async Task<PasskeySummary> AddAsync(HttpClient http, DeviceWithKeys device, string? name = null)
    {
        using var answer = await http.PostCommandAsync(
            "/api/account/passkeys", new PasskeyCredential(device.Make(await CreationOptionsAsync(http)), name));
        return await answer.ReadAsync<PasskeySummary>();
    }

    private static async Task<HttpResponseMessage> SignInAsync(HttpClient browser, DeviceWithKeys device) =>
        await browser.PostCommandAsync("/api/sessions/passkey", new PasskeyCredential(device.Show(await OptionsAsync(browser, "/api/sessions/passkey-options"))));

    private static Task<JsonElement> CreationOptionsAsync(HttpClient http) => OptionsAsync(http, "/api/account/passkey-options", new ShowSelf(ApiFixture.Password));

    private static async Task<JsonElement> OptionsAsync(HttpClient http, string path, object? body = null)
    {
        using var answer = await http.SendCommandAsync(HttpMethod.Put, path, body);
        return JsonDocument.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync()).RootElement.Clone();
    }
}
