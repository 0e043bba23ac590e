using Microsoft.AspNetCore.Http.HttpResults;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Screening;
using Pinchang.Domain;
using Pinchang.Domain.Screening;

namespace Pinchang.Api.Screening;

/// <summary>The rules, one of them, and what they say of a text (LH-4.4.1d, JF-7.2).</summary>
internal static class ReadScreening
{
    private const int LongestText = 2_000;

    public static async Task<Ok<ScreeningDesk>> DeskAsync(ScreeningOffice office, CancellationToken cancellation) =>
        TypedResults.Ok(await office.ReadAsync(cancellation));

    public static async Task<Results<Ok<ScreeningRuleDetails>, ProblemHttpResult>> RuleAsync(string id, ScreeningOffice office, CancellationToken cancellation)
    {
        var (inForce, open) = (await office.InForceAsync(cancellation), await office.OpenAsync(cancellation));
        var before = ScreeningOffice.RulesOf(inForce).FirstOrDefault(rule => rule.Id == id);
        var rule = open is null ? before : open.Rules.FirstOrDefault(one => one.Id == id);
        return rule is null && before is null
            ? CommonRefusals.NotFound.ToProblem()
            : TypedResults.Ok(new ScreeningRuleDetails(
                rule is null ? null : ScreeningOffice.TextOf(rule), before is null ? null : ScreeningOffice.TextOf(before), ScreeningRuleCheck.ChangeOf(rule, before)));
    }

    public static async Task<Results<Ok<ScreeningTried>, ProblemHttpResult>> TryAsync(TryScreening body, ScreeningOffice office, CancellationToken cancellation)
    {
        if (WrittenText.Check(body.Text, LongestText, "text", required: true, lines: true) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var inForce = new RuleBook(ScreeningOffice.RulesOf(await office.InForceAsync(cancellation)));
        var open = await office.OpenAsync(cancellation) is { } edition ? new RuleBook(edition.Rules) : null;
        return TypedResults.Ok(new ScreeningTried(
            [.. TextMarks.Of(inForce, "text", body.Text)], open is null ? null : [.. TextMarks.Of(open, "text", body.Text)]));
    }
}
