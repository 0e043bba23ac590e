using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Pinchang.Api.Ledger;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts.Ledger;

namespace Pinchang.Api.Tests.Ledger;

/// <summary>Rule 2 of the standards: every decision leaves a line, so every command says which, or why none.</summary>
public sealed partial class LedgerDecisionTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public void Every_command_has_its_decision_about_the_ledger()
    {
        var commands = api.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(route => (route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []).Where(method => method is not ("GET" or "HEAD"))
                .Select(method => $"{method} {Constraint().Replace(route.RoutePattern.RawText!.TrimEnd('/'), "{$1}")}"))
            .Where(command => !command.Contains("/hubs/", StringComparison.Ordinal))
            .Distinct().Order(StringComparer.Ordinal).ToList();

        commands.Except(LedgerDecisions.Lines.Keys).ShouldBeEmpty("commands without a decision");
        LedgerDecisions.Lines.Keys.Except(commands).ShouldBeEmpty("decisions about commands that are gone");
    }

    [Fact]
    public void Every_kind_has_a_name_and_a_command_or_a_look_that_writes_it()
    {
        LedgerKinds.All.Where(kind => LedgerKindNames.Find(kind) is null).ShouldBeEmpty("kinds without a name");
        string[] notByCommand =
        [
            LedgerKinds.ApplicationViewed, LedgerKinds.EvidenceViewed, LedgerKinds.DataExported, LedgerKinds.LedgerExported, LedgerKinds.SignInsExported,
            LedgerKinds.LedgerPurged, LedgerKinds.PersonExported, LedgerKinds.AccountClosed, LedgerKinds.DataExpired, LedgerKinds.FileLocked, LedgerKinds.ExamMissed, LedgerKinds.ComplaintsExported,
        ];
        LedgerKinds.All.Except(LedgerDecisions.Lines.Values.SelectMany(kinds => kinds.Split(", "))).Except(notByCommand).ShouldBeEmpty("kinds that nothing writes");
    }

    [GeneratedRegex(@"\{(\w+):\w+\}")]
    private static partial Regex Constraint();
}
