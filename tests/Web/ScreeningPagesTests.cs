using Pinchang.Contracts.Jobs;
using Pinchang.Contracts.Screening;

namespace Pinchang.Web.Tests;

public sealed class ScreeningPagesTests : IDisposable
{
    private static readonly ScreeningRuleText Rule = new("fees.deposit", "要求缴纳押金", "JF-7.2", true, ["交|缴 押金"], ["不收"], ["吗"], ["押金房"], "先交押金");

    private readonly WebSite _site = new();

    public static TheoryData<string, string> EveryPage => new()
    {
        { "operator", "/operations/screening" }, { "operator", "/operations/screening?find=押金" }, { "operator", "/operations/screening?find=没有这条" },
        { "operator", "/operations/screening/rules/fees.deposit" }, { "operator", "/operations/screening/rules/new" },
        { "operator", "/operations/collection-channels" },
    };

    [Theory]
    [MemberData(nameof(EveryPage))]
    public async Task Every_page_renders_for_who_writes_decides_or_reads(string who, string path)
    {
        who.ShouldBe("operator");
        foreach (var state in new ScreeningEditionState?[] { null, ScreeningEditionState.Draft, ScreeningEditionState.Submitted })
        {
            foreach (var owner in new[] { true, false })
            {
                Prepare(state, owner);
                await RenderedPage.CheckAsync(await _site.BrowserOf(Shapes.Operator).GetAsync(path));
            }
        }
    }

    [Fact]
    public async Task Words_of_a_past_text_are_marked_and_its_markup_is_text()
    {
        Prepare(ScreeningEditionState.Draft, owner: true);
        var html = await _site.BrowserOf(Shapes.Operator).GetStringAsync("/operations/screening");
        html.ShouldContain("<mark class=\"found grave\" title=\"要求缴纳押金\">交押金</mark>");
        html.ShouldNotContain("<script>alert");
    }

    public void Dispose() => _site.Dispose();

    private void Prepare(ScreeningEditionState? state, bool owner)
    {
        var open = state is { } held ? Edition(3, held) : null;
        _site.Api
            .Answer("GET /api/operations/collection-channels", Enum.GetValues<CollectionChannel>()
                .Select(channel => new CollectionChannelStanding(channel, channel == CollectionChannel.OwnAccount, channel == CollectionChannel.Visit ? "周岚" : null, Shapes.Noon, "协议到期", 3)).ToArray())
            .Answer("GET /api/operations/screening", new ScreeningDesk
            {
                InForce = Edition(2, ScreeningEditionState.InForce),
                Open = open,
                Rules = [.. Enum.GetValues<ScreeningRuleChange>().Select(change => new ScreeningRuleSummary(Rule.Id, Rule.Name, Rule.Clause, change != ScreeningRuleChange.Same, Rule.Example, change))],
                Trial = open is null ? null : new(Shapes.Noon, 1_200, 300, 1,
                [
                    new(PastTextSource.Chat, Rule.Id, Rule.Name, true, "先交押金<script>alert(1)</script>", 1, 3),
                    new(PastTextSource.Job, Rule.Id, Rule.Name, false, "押金", 0, 2),
                ]),
                Editions = [Edition(2, ScreeningEditionState.InForce), Edition(1, ScreeningEditionState.Refused), new(0, ScreeningEditionState.Superseded, null, [], null, null, null, null, 21)],
                MayWrite = owner,
                MayDecide = owner && state == ScreeningEditionState.Submitted,
            })
            .Answer("GET /api/operations/screening/rules/fees.deposit", new ScreeningRuleDetails(Rule, Rule with { Patterns = ["交押金"] }, ScreeningRuleChange.Changed));
    }

    private static ScreeningEditionSummary Edition(int number, ScreeningEditionState state) =>
        new(number, state, "补充服装费", ["周岚", "何平"], Shapes.Noon, "陈佳", Shapes.Noon, "范围过宽", 21);
}
