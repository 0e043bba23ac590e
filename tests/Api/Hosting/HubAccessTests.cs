using System.Net.WebSockets;
using System.Reflection;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Pinchang.Api.Maintenance;

namespace Pinchang.Api.Tests.Hosting;

/// <summary>P7: every method of every hub × everybody. A method without a line in <see cref="HubTable"/> fails, and so does a line without a method.</summary>
public sealed class HubAccessTests(HubVenue venue) : IClassFixture<HubVenue>
{
    public static TheoryData<string> Lines => [.. HubTable.Lines.Select(line => line.ToString())];

    [Fact]
    public void Every_method_of_every_hub_has_a_line()
    {
        var methods = typeof(Program).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Hub)) && !type.IsAbstract)
            .SelectMany(hub => hub.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                .Where(method => method.GetBaseDefinition().DeclaringType == hub)
                .Select(method => $"{hub.Name}.{method.Name}"));

        HubTable.Lines.Select(line => $"{line.Hub}.{line.Method}").Distinct().ShouldBe(methods, ignoreOrder: true);
        var matrix = GetAccessMatrix.Read(venue.Api.Services.GetRequiredService<EndpointDataSource>(), venue.Api.Clock.GetUtcNow());
        matrix.Rooms.Single(room => room.Name == "Hubs").Lines.Select(line => line.Action).ShouldBe(methods, ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task Says_to_everybody_what_its_line_says(string line)
    {
        var asked = HubTable.Lines.Single(candidate => candidate.ToString() == line);
        var wrong = new List<string>();
        foreach (var caller in venue.Callers)
        {
            var (code, expected) = (await TryAsync(asked, caller), asked.Expected(caller));
            if (code != expected)
            {
                wrong.Add($"{caller}: {code ?? "let in"}, expected {expected ?? "let in"}");
            }
        }

        wrong.ShouldBeEmpty();
    }

    private async Task<string?> TryAsync(HubLine line, Caller caller)
    {
        HubPage page;
        try
        {
            page = await HubPage.OpenAsync(venue.Api, HubTable.Paths[line.Hub], caller.Cookie);
        }
        catch (WebSocketException refused) when (refused.Message.Contains($"'{HubTable.SignedOut}'", StringComparison.Ordinal))
        {
            return HubTable.SignedOut;
        }

        await using (page)
        {
            return await line.Call(venue, page, caller);
        }
    }
}
