using Microsoft.Extensions.Configuration;
using Pinchang.Api.Calls;

namespace Pinchang.Api.Tests.Calls;

public sealed class TurnSettingsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 4, 0, 0, TimeSpan.Zero);
    private static readonly Guid Caller = Guid.Parse("0195c3a0-0000-7000-8000-000000000001");

    [Fact]
    public void Without_settings_there_are_no_servers_and_calls_stay_within_one_network() =>
        Of([]).For(Caller, Noon).Servers.ShouldBeEmpty();

    [Fact]
    public void A_credential_is_what_coturn_makes_of_the_same_secret_and_ends_the_same_day()
    {
        var servers = Of(new()
        {
            ["PINCHANG_STUN_URLS"] = "stun:turn.example:3478",
            ["PINCHANG_TURN_URLS"] = "turn:turn.example:443?transport=tcp; turns:turn.example:443",
            ["PINCHANG_TURN_SECRET"] = "north",
        }).For(Caller, Noon).Servers;

        servers[0].ShouldSatisfyAllConditions(stun => stun.Urls.ShouldBe(["stun:turn.example:3478"]), stun => stun.Username.ShouldBeNull());
        servers[1].Urls.ShouldBe(["turn:turn.example:443?transport=tcp", "turns:turn.example:443"]);
        servers[1].Username.ShouldBe("1772452800:0195c3a0000070008000000000000001");
        servers[1].Credential.ShouldBe("xtasODqi6WoLrT+ljfj0/kfhfKo=");
    }

    [Fact]
    public void A_relay_without_its_secret_is_not_offered() =>
        Of(new() { ["PINCHANG_TURN_URLS"] = "turn:turn.example" }).For(Caller, Noon).Servers.ShouldBeEmpty();

    private static TurnSettings Of(Dictionary<string, string?> settings) => new(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
}
