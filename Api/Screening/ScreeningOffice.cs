using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Screening;
using Pinchang.Data;
using Pinchang.Domain.Screening;

namespace Pinchang.Api.Screening;

/// <summary>The editions of the screening rules: what is in force, what is open, and who may change it.</summary>
internal sealed class ScreeningOffice(PinchangContext data, CurrentUser user)
{
    private const int EditionsShown = 50;

    public Task<ScreeningEdition?> InForceAsync(CancellationToken cancellation) =>
        data.ScreeningEditions.SingleOrDefaultAsync(edition => edition.State == ScreeningEditionState.InForce, cancellation);

    public Task<ScreeningEdition?> OpenAsync(CancellationToken cancellation) =>
        data.ScreeningEditions.SingleOrDefaultAsync(
            edition => edition.State == ScreeningEditionState.Draft || edition.State == ScreeningEditionState.Submitted, cancellation);

    /// <summary>What the product is shipped with, where no edition took its place.</summary>
    public static IReadOnlyList<ScreeningRule> RulesOf(ScreeningEdition? inForce) => inForce?.Rules ?? ScreeningRules.All;

    /// <summary>The rules hold for every agency of the installation, so the agency that it began with changes them.</summary>
    public async Task<bool> IsOwnerAsync(CancellationToken cancellation) =>
        user.AgencyId is { } mine
        && mine == await data.Agencies.OrderBy(agency => agency.CreatedAt).ThenBy(agency => agency.Id).Select(agency => agency.Id).FirstAsync(cancellation);

    public async Task<ScreeningDesk> ReadAsync(CancellationToken cancellation)
    {
        var owner = user.May(Access.ManageScreening) && await IsOwnerAsync(cancellation);
        var (inForce, open) = (await InForceAsync(cancellation), await OpenAsync(cancellation));
        var editions = await data.ScreeningEditions.AsNoTracking().OrderByDescending(edition => edition.Number).Take(EditionsShown).ToListAsync(cancellation);
        var names = await data.NamesAsync([.. editions.SelectMany(edition => edition.Writers.Select(writer => (Guid?)writer).Append(edition.DecidedBy))], cancellation);
        ScreeningEditionSummary Summary(ScreeningEdition edition) => new(
            edition.Number, edition.State, edition.Note, [.. edition.Writers.Select(writer => names.GetValueOrDefault(writer) ?? "")], edition.WrittenAt,
            edition.DecidedBy is { } by ? names.GetValueOrDefault(by) : null, edition.DecidedAt, edition.DecisionReason, edition.Rules.Count);
        var shipped = new ScreeningEditionSummary(
            0, inForce is null ? ScreeningEditionState.InForce : ScreeningEditionState.Superseded, null, [], null, null, null, null, ScreeningRules.All.Count);
        var held = RulesOf(inForce).ToDictionary(rule => rule.Id);
        var shown = open?.Rules ?? RulesOf(inForce);
        return new()
        {
            InForce = inForce is null ? shipped : Summary(inForce),
            Open = open is null ? null : Summary(open),
            Rules =
            [
                .. shown.Select(rule => Line(rule, ScreeningRuleCheck.ChangeOf(rule, held.GetValueOrDefault(rule.Id)))),
                .. held.Values.Where(rule => shown.All(one => one.Id != rule.Id)).Select(rule => Line(rule, ScreeningRuleChange.Removed)),
            ],
            Trial = open?.Trial,
            Editions = [.. editions.Select(Summary), shipped],
            MayWrite = owner,
            MayDecide = owner && open is { State: ScreeningEditionState.Submitted } && !open.Writers.Contains(user.Id),
        };
    }

    public static ScreeningRuleText TextOf(ScreeningRule rule) => new(
        rule.Id, rule.Name, rule.Clause, rule.Severity == ScreeningSeverity.Refused, [.. rule.Patterns], [.. rule.Unless], [.. rule.UnlessThen], [.. rule.Harmless], rule.Example);

    public static ScreeningRule RuleOf(ScreeningRuleText text) => new()
    {
        Id = text.Id.Trim(),
        Name = text.Name.Trim(),
        Clause = text.Clause.Trim(),
        Severity = text.Grave ? ScreeningSeverity.Refused : ScreeningSeverity.Marked,
        Patterns = Lines(text.Patterns),
        Unless = Lines(text.Unless),
        UnlessThen = Lines(text.UnlessThen),
        Harmless = Lines(text.Harmless),
        Example = text.Example.Trim(),
    };

    private static ScreeningRuleSummary Line(ScreeningRule rule, ScreeningRuleChange change) =>
        new(rule.Id, rule.Name, rule.Clause, rule.Severity == ScreeningSeverity.Refused, rule.Example, change);

    private static string[] Lines(string[] lines) => [.. lines.Select(line => line.Trim()).Where(line => line.Length > 0).Distinct()];
}
