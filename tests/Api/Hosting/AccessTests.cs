using System.Net;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Pinchang.Api.Maintenance;
using Pinchang.Contracts;

namespace Pinchang.Api.Tests.Hosting;

/// <summary>
/// P7: every route × everybody, from the route table itself. The rule that is held: a route says what it asks (a policy, or that it asks
/// nothing); who does not satisfy it gets 401 or 403 and nothing else; who does is never refused by it.
/// </summary>
public sealed class AccessTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static readonly HashSet<string> RefusedByPolicy = ["session.signed-out", "access.forbidden", "accounts.second-factor-required"];

    [Fact]
    public void Every_route_says_what_it_asks_of_its_caller()
    {
        Routes().Where(route => route.Metadata.GetMetadata<IAllowAnonymous>() is null && PoliciesOf(route).Length == 0)
            .Select(Describe)
            .ShouldBeEmpty("neither a policy of Access nor AllowAnonymous");
    }

    [Fact]
    public void Every_policy_a_route_names_is_one_of_Access() =>
        Routes().SelectMany(PoliciesOf).Except([Access.SignedIn, Access.VerifiedPhone, .. Access.RolesByPolicy.Keys]).ShouldBeEmpty();

    [Fact]
    [Clause("LH-4.4.1b", at: "Api/Maintenance/GetAccessMatrix.cs")]
    public async Task Nobody_passes_a_route_that_asks_for_more_and_the_matrix_that_operators_see_says_the_same()
    {
        var people = await PeopleAsync();
        var matrix = GetAccessMatrix.Read(api.Services.GetRequiredService<EndpointDataSource>(), api.Clock.GetUtcNow());
        var lines = matrix.Rooms.SelectMany(room => room.Lines).ToDictionary(line => line.Action);
        var wrong = new List<string>();
        foreach (var route in Routes().Where(route => route.RoutePattern.RawText!.StartsWith("/api", StringComparison.Ordinal)))
        {
            foreach (var (name, client, may) in people)
            {
                var (status, code) = await TryAsync(client, route);
                var expected = route.Metadata.GetMetadata<IAllowAnonymous>() is not null || PoliciesOf(route).All(may);
                var line = lines[Describe(route)];
                if ((name == "nobody" ? line.IsOpen : line.Roles.Contains(name)) != expected)
                {
                    wrong.Add($"{name}: the matrix says otherwise of {Describe(route)}");
                }

                // A rule of the use case may still say no, with a code of its own; the policy's codes are the policy's alone.
                var wasLetIn = !RefusedByPolicy.Contains(code ?? "") || (name == "nobody" && expected);
                var answer = (int)status is 401 or 403 ? "refused" : "let in";
                if (wasLetIn != expected || (!expected && answer != "refused") || (int)status >= 500)
                {
                    wrong.Add($"{name}: {Describe(route)} → {(int)status} {code}, expected {(expected ? "let in" : "refused")}");
                }
            }
        }

        wrong.ShouldBeEmpty();
    }

    private async Task<List<(string Name, HttpClient Client, Func<string, bool> May)>> PeopleAsync()
    {
        var people = new List<(string, HttpClient, Func<string, bool>)>
        {
            ("nobody", api.Browser(), _ => false),
            ("candidate", (await api.CandidateAsync()).Http, policy => policy is Access.SignedIn or Access.VerifiedPhone),
        };
        foreach (var role in Roles.Agency)
        {
            people.Add((role, (await api.StaffAsync(role)).Http, MayOf(role)));
        }

        var employerId = Guid.CreateVersion7(api.Clock.GetUtcNow());
        foreach (var role in Roles.Employer)
        {
            people.Add((role, (await api.MemberAsync(employerId, role)).Http, MayOf(role)));
        }

        var projectId = Guid.CreateVersion7(api.Clock.GetUtcNow());
        foreach (var role in Roles.Exam)
        {
            people.Add((role, (await api.ProjectStaffAsync(projectId, role)).Http, MayOf(role)));
        }

        return people;
    }

    private static Func<string, bool> MayOf(string role) => policy =>
        policy is Access.SignedIn or Access.VerifiedPhone || Access.RolesByPolicy[policy].Contains(role);

    private IEnumerable<RouteEndpoint> Routes() =>
        api.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    private static string[] PoliciesOf(Endpoint route) =>
        [.. route.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(asked => asked.Policy ?? "a route's own")];

    private static string Describe(RouteEndpoint route) =>
        $"{string.Join(",", route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["ANY"])} {route.RoutePattern.RawText}";

    // Ids that exist nowhere and an empty object: enough to meet the policy, and nothing to change.
    private static async Task<(HttpStatusCode Status, string? Code)> TryAsync(HttpClient client, RouteEndpoint route)
    {
        var path = route.RoutePattern.Parameters.Aggregate(
            route.RoutePattern.RawText!,
            (text, parameter) => System.Text.RegularExpressions.Regex.Replace(
                text,
                $$"""\{\*{0,2}{{parameter.Name}}[^}]*\}""",
                parameter.ParameterPolicies.Any(policy => policy.Content == "int") ? $"{int.MaxValue}" : Guid.CreateVersion7().ToString()));
        var method = route.Metadata.GetMetadata<IHttpMethodMetadata>() is { HttpMethods: [var first, ..] } ? first : "GET";
        if (path == "/api/sessions/current")
        {
            // Leaving is for everybody, and whoever tried it would be gone for the rest of the table.
            return (HttpStatusCode.NoContent, null);
        }

        using var request = new HttpRequestMessage(new(method), path);
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        if (method is not "GET")
        {
            request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        }

        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        var isProblem = answer.Content.Headers.ContentType?.MediaType == "application/problem+json";
        return (answer.StatusCode, isProblem ? System.Text.Json.Nodes.JsonNode.Parse(text)?["code"]?.GetValue<string>() : null);
    }
}
