using System.Net;
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

        using var answer = await staff.Http.PostCommandAsync("/api/account/passkeys", new PasskeyCredential(careless.Make(await OptionsAsync(staff.Http, "/api/account/passkey-options"))));

        await answer.ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "accounts.passkey-wrong");
        (await staff.Http.GetAsync<PasskeySummary[]>("/api/account/passkeys")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("http://localhost:9999")]
    public async Task What_a_foreign_page_had_signed_opens_nothing(string origin)
    {
        var (staff, device) = (await api.StaffAsync(Roles.Operator), new DeviceWithKeys(origin));

        using var answer = await staff.Http.PostCommandAsync("/api/account/passkeys", new PasskeyCredential(device.Make(await OptionsAsync(staff.Http, "/api/account/passkey-options"))));

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

        using var answer = await other.Http.PostCommandAsync("/api/account/passkeys", new PasskeyCredential(device.Make(await OptionsAsync(other.Http, "/api/account/passkey-options"))));

        await answer.ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "accounts.passkey-wrong");
    }

    private static async Task<PasskeySummary> AddAsync(HttpClient http, DeviceWithKeys device, string? name = null)
    {
        using var answer = await http.PostCommandAsync(
            "/api/account/passkeys", new PasskeyCredential(device.Make(await OptionsAsync(http, "/api/account/passkey-options")), name));
        return await answer.ReadAsync<PasskeySummary>();
    }

    private static async Task<HttpResponseMessage> SignInAsync(HttpClient browser, DeviceWithKeys device) =>
        await browser.PostCommandAsync("/api/sessions/passkey", new PasskeyCredential(device.Show(await OptionsAsync(browser, "/api/sessions/passkey-options"))));

    private static async Task<JsonElement> OptionsAsync(HttpClient http, string path)
    {
        using var answer = await http.SendCommandAsync(HttpMethod.Put, path, null);
        return JsonDocument.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync()).RootElement.Clone();
    }
}
