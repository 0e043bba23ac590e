using Pinchang.Contracts.Screening;
using Pinchang.Domain.Screening;

namespace Pinchang.Domain.Tests.Screening;

[Clause("LH-4.4.1d", at: "Domain/Screening/ScreeningEdition.cs")]
public sealed class ScreeningEditionTests
{
    private static readonly Guid Writer = new("01980000-0000-7000-8000-000000000001");
    private static readonly Guid Approver = new("01980000-0000-7000-8000-000000000002");
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(8));

    private static readonly ScreeningRule Clothing = new()
    {
        Id = "fees.clothing",
        Name = "收取服装费",
        Clause = "JF-7.2",
        Severity = ScreeningSeverity.Refused,
        Patterns = ["交|收|缴 ~4 服装费|工装费"],
        Unless = ["不"],
        Example = "入职前先交服装费三百",
    };

    [Fact]
    public void A_change_comes_into_force_only_tried_explained_and_approved_by_somebody_else()
    {
        var edition = Draft();
        edition.Write(Clothing, Writer, Now).IsAccepted.ShouldBeTrue();
        edition.Submit("新增服装费", ScreeningRules.All).Refusal!.Code.ShouldBe("screening.untried");
        edition.KeepTrial(Trial("先交服装费 300 元", "不收服装费")).IsAccepted.ShouldBeTrue();
        edition.Submit(" ", ScreeningRules.All).Refusal!.Code.ShouldBe("common.required");
        edition.Submit("新增服装费", ScreeningRules.All).IsAccepted.ShouldBeTrue();
        edition.Write(Clothing with { Name = "服装费" }, Approver, Now).Refusal!.Code.ShouldBe("screening.awaits-decision");

        edition.Decide(new(true, null), Writer, Now).Refusal!.Code.ShouldBe("screening.own-decision");
        edition.Decide(new(false, null), Approver, Now).Refusal!.Code.ShouldBe("screening.reason-required");
        edition.Decide(new(true, null), Approver, Now).IsAccepted.ShouldBeTrue();
        edition.State.ShouldBe(ScreeningEditionState.InForce);
        edition.Decide(new(true, null), Approver, Now).Refusal!.Code.ShouldBe("screening.nothing-open");
    }

    [Fact]
    public void A_change_after_the_trial_asks_for_another_trial_and_whoever_made_it_does_not_approve()
    {
        var edition = Draft();
        edition.Write(Clothing, Writer, Now);
        edition.KeepTrial(Trial());
        edition.TakeOut("fees.deposit", Approver, Now).IsAccepted.ShouldBeTrue();
        edition.Trial.ShouldBeNull();
        edition.KeepTrial(Trial());
        edition.Submit("去掉押金规则", ScreeningRules.All).IsAccepted.ShouldBeTrue();
        edition.Decide(new(true, null), Approver, Now).Refusal!.Code.ShouldBe("screening.own-decision");
    }

    [Fact]
    public void What_changes_nothing_is_not_handed_in()
    {
        var edition = Draft();
        edition.Write(ScreeningRules.All[0], Writer, Now).IsAccepted.ShouldBeTrue();
        edition.KeepTrial(Trial());
        edition.Submit("无", ScreeningRules.All).Refusal!.Code.ShouldBe("screening.nothing-changed");
    }

    [Theory]
    [InlineData("Fees.Clothing", null, null, null, "screening.bad-id")]
    [InlineData("clothing", null, null, null, "screening.bad-id")]
    [InlineData(null, "劳动法", null, null, "screening.bad-clause")]
    [InlineData(null, null, "服装费 ~99 交", null, "screening.pattern-unreadable")]
    [InlineData(null, null, "#nothing", null, "screening.pattern-unreadable")]
    [InlineData(null, null, "，。", null, "screening.pattern-unreadable")]
    [InlineData(null, null, null, "公司包吃住", "screening.example-missed")]
    [InlineData(null, null, null, "不收服装费", "screening.example-missed")]
    public void A_rule_is_readable_of_a_clause_and_true_of_its_own_example(string? id, string? clause, string? pattern, string? example, string code)
    {
        var rule = Clothing with
        {
            Id = id ?? Clothing.Id,
            Clause = clause ?? Clothing.Clause,
            Patterns = pattern is null ? Clothing.Patterns : [pattern],
            Example = example ?? Clothing.Example,
        };
        var edition = Draft();
        edition.Write(rule, Writer, Now).Refusal!.Code.ShouldBe(code);
        edition.Rules.ShouldBe(ScreeningRules.All);
    }

    [Fact]
    public void Every_shipped_rule_passes_the_check_that_an_edited_one_must() =>
        ScreeningRules.All.Select(rule => (rule.Id, ScreeningRuleCheck.Of(rule)?.Code)).Where(checkedRule => checkedRule.Code is not null).ShouldBeEmpty();

    [Fact]
    public void A_trial_shows_what_is_judged_otherwise_with_the_words_in_their_place()
    {
        var trial = ScreeningTrials.Run(
            new(ScreeningRules.All),
            new([.. ScreeningRules.All.Where(rule => rule.Id != "harassment.abuse"), Clothing]),
            [
                new(PastTextSource.Chat, "你个傻逼"),
                new(PastTextSource.Job, new string('长', 300) + "入职交服装费。" + new string('期', 300)),
                new(PastTextSource.Question, "请问要交押金吗，我们不收服装费"),
                new(PastTextSource.Chat, "你好"),
            ],
            Now);
        (trial.Texts, trial.NewlyMet, trial.NoLongerMet).ShouldBe((4, 1, 1));
        var lost = trial.Changes.Single(change => !change.Newly);
        (lost.RuleId, lost.Excerpt.Substring(lost.Start, lost.Length)).ShouldBe(("harassment.abuse", "傻逼"));
        var gained = trial.Changes.Single(change => change.Newly);
        (gained.Source, gained.Excerpt.Substring(gained.Start, gained.Length)).ShouldBe((PastTextSource.Job, "交服装费"));
        gained.Excerpt.Length.ShouldBeLessThanOrEqualTo(120);
    }

    private static ScreeningEdition Draft() => ScreeningEdition.After(1, Guid.Empty, ScreeningRules.All, Writer, Now);

    private static ScreeningTrial Trial(params string[] texts) =>
        ScreeningTrials.Run(new(ScreeningRules.All), new([.. ScreeningRules.All, Clothing]), texts.Select(text => new PastText(PastTextSource.Chat, text)), Now);
}
