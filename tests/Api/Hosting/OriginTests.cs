using System.Net;
using System.Net.Http.Json;

namespace Pinchang.Api.Tests.Hosting;

public sealed class OriginTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("http://localhost:5080.evil.example")]
    [InlineData("http://localhost:9999")]
    [InlineData("https://localhost:5080")]
    [InlineData("null")]
    public async Task A_foreign_page_cannot_command(string origin)
    {
        var client = api.Factory.CreateClient();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Origin", origin);

        using var answer = await client.PostAsJsonAsync("/api/phone-codes", new { phone = api.NextPhone(), purpose = "signIn" });

        await answer.ShouldRefuseAsync(HttpStatusCode.Forbidden, "common.foreign-origin");
        answer.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
    }

    [Fact]
    public async Task A_form_posted_across_sites_is_refused()
    {
        var client = api.Factory.CreateClient();
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");

        using var answer = await client.PostAsJsonAsync("/api/phone-codes", new { phone = api.NextPhone(), purpose = "signIn" });

        await answer.ShouldRefuseAsync(HttpStatusCode.Forbidden, "common.foreign-origin");
    }

    [Fact]
    public async Task Webs_own_page_is_let_in_with_its_cookie()
    {
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/api/inbox");
        preflight.Headers.Add("Access-Control-Request-Method", "POST");
        preflight.Headers.Add("Access-Control-Request-Headers", "content-type,idempotency-key");

        using var answer = await api.Browser().SendAsync(preflight);

        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        answer.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe([ApiFixture.Origin]);
        answer.Headers.GetValues("Access-Control-Allow-Credentials").ShouldBe(["true"]);
        answer.Headers.GetValues("Access-Control-Allow-Headers").Single().ShouldContain("idempotency-key");
    }

    [Fact]
    public async Task A_phone_on_the_same_network_reaches_Api_under_the_pages_own_host()
    {
        var client = api.Factory.CreateClient(new() { BaseAddress = new("http://192.168.1.20:5081") });
        client.DefaultRequestHeaders.Add("Origin", "http://192.168.1.20:5080");

        using var answer = await client.PostAsJsonAsync("/api/phone-codes", new { phone = api.NextPhone(), purpose = "signIn" });

        answer.EnsureSuccessStatusCode();
    }

    [Fact]
    public async Task A_foreign_page_opens_no_socket()
    {
        var sockets = api.Factory.Server.CreateWebSocketClient();
        sockets.ConfigureRequest = request => request.Headers.Origin = "http://evil.example";

        var refused = await Should.ThrowAsync<InvalidOperationException>(() =>
            sockets.ConnectAsync(new("ws://localhost/hubs/live-room"), CancellationToken.None));

        refused.Message.ShouldContain("403");
    }

    [Fact]
    public async Task An_unknown_address_is_not_found_with_a_sentence()
    {
        using var answer = await api.Browser().GetAsync(new Uri("/api/nothing-here", UriKind.Relative));

        await answer.ShouldRefuseAsync(HttpStatusCode.NotFound, "common.not-found");
    }
}
