using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Pinchang.ServiceDefaults;

namespace Pinchang.Web.Tests.ServiceDefaults;

public sealed class ServiceDefaultsTests
{
    [Fact]
    public async Task Every_answer_carries_the_strict_policy_with_Api_on_the_pages_own_host()
    {
        await using var app = await StartAsync(("PINCHANG_API_PORT", "5081"));

        using var answer = await app.GetTestClient().GetAsync(new Uri("http://192.168.1.7:5080/nowhere"));

        var policy = answer.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem();
        policy.ShouldContain("default-src 'self'; connect-src 'self' http://192.168.1.7:5081 ws://192.168.1.7:5081;");
        policy.ShouldContain("object-src 'none'; base-uri 'self'; frame-ancestors 'none'");
        policy.ShouldNotContain("unsafe");
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
    }

    [Fact]
    public async Task Api_on_a_host_of_its_own_is_named_instead()
    {
        await using var app = await StartAsync(("PINCHANG_API_ORIGIN", "https://api.example.cn/"));

        using var answer = await app.GetTestClient().GetAsync(new Uri("/", UriKind.Relative));

        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("connect-src 'self' https://api.example.cn wss://api.example.cn;");
    }

    [Fact]
    public async Task A_host_header_cannot_write_into_the_policy()
    {
        await using var app = await StartAsync(("PINCHANG_API_PORT", "5081"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.TryAddWithoutValidation("Host", "evil;script-src *");

        using var answer = await app.GetTestClient().SendAsync(request);

        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldNotContain("script-src");
    }

    [Fact]
    public async Task A_failure_nobody_caught_is_problem_details_without_its_text()
    {
        await using var app = await StartAsync();

        using var answer = await app.GetTestClient().GetAsync(new Uri("/fails", UriKind.Relative));

        answer.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("traceId").GetString().ShouldNotBeNullOrEmpty();
        problem.ToString().ShouldNotContain("secret");
    }

    [Fact]
    public async Task Liveness_asks_nobody_and_readiness_asks_every_check_with_the_tag()
    {
        await using var app = await StartAsync();
        using var client = app.GetTestClient();

        (await client.GetAsync(new Uri("/health/live", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.GetAsync(new Uri("/health/ready", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    private static async Task<WebApplication> StartAsync(params (string Name, string Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)));
        builder.AddServiceDefaults();
        builder.Services.AddHealthChecks().AddCheck("broken", () => HealthCheckResult.Unhealthy(), tags: [HealthEndpoints.Ready]);
        var app = builder.Build();
        app.MapDefaultEndpoints();
        app.MapGet("/", () => "home");
        app.MapGet("/fails", string () => throw new InvalidOperationException("a secret detail"));
        await app.StartAsync();
        return app;
    }
}
