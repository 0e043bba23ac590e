using Pinchang.Contracts.Organisations;
using Pinchang.Contracts.Reviews;
using Pinchang.Domain.Jobs;
using Pinchang.Domain.Organisations;
using Pinchang.Domain.Reviews;

namespace Pinchang.Domain.Tests.Reviews;

public sealed class ReviewCaseTests
{
    private static readonly DateTimeOffset Now = Recruiting.Now;
    private static readonly DecideReview Yes = new(true, null);
    private static readonly DecideReview No = new(false, "不符");
    private static readonly Guid[] People = [.. Enumerable.Range(1, 3).Select(number => new Guid(number, 0, 0, new byte[8]))];

    [Fact]
    public void Where_one_look_is_enough_it_decides() => Case(null).Look(Guid.NewGuid(), Yes, People[0], Now).ShouldBeTrue();

    [Theory]
    [InlineData(true, true, 2)]
    [InlineData(false, false, 2)]
    [InlineData(true, false, 3)]
    [InlineData(false, true, 3)]
    public void Where_two_are_asked_for_they_agree_or_a_third_decides(bool first, bool second, int looks)
    {
        var one = Case(SecondLooks.LabourDispatch);
        one.Look(Guid.NewGuid(), first ? Yes : No, People[0], Now).ShouldBeFalse();
        one.Look(Guid.NewGuid(), second ? Yes : No, People[1], Now.AddMinutes(1)).ShouldBe(looks == 2);
        if (looks == 3)
        {
            one.Look(Guid.NewGuid(), No, People[2], Now.AddMinutes(2)).ShouldBeTrue();
        }

        one.Looks.ShouldAllBe(look => look.OpenedAt != null);
    }

    [Fact]
    public void Nobody_looks_twice_but_at_a_changed_text_everybody_looks_anew()
    {
        var one = Case(SecondLooks.RiskIndustry);
        one.Look(Guid.NewGuid(), Yes, People[0], Now);
        one.Check(true, null, People[0], Now).Refusal.ShouldBe(ReviewRefusals.LookedBefore);
        one.Renew("改后", Now.AddMinutes(1));
        one.Check(true, null, People[0], Now.AddMinutes(1)).IsAccepted.ShouldBeTrue();
        one.Look(Guid.NewGuid(), Yes, People[1], Now.AddMinutes(2)).ShouldBeFalse();
    }

    [Fact]
    public void What_was_taken_back_waits_again_in_the_same_hand_and_counts_for_nothing()
    {
        var one = Case(null);
        one.Look(Guid.NewGuid(), Yes, People[0], Now);
        one.Settle(ReviewOutcome.Approved, Now);
        one.TakeBack(People[1], TimeSpan.FromMinutes(30), Now.AddMinutes(1)).Refusal.ShouldBe(ReviewRefusals.UndoForeign);
        one.TakeBack(People[0], TimeSpan.FromMinutes(30), Now + ReviewCase.UndoWindow).Refusal.ShouldBe(ReviewRefusals.UndoLate);
        one.TakeBack(People[0], TimeSpan.FromMinutes(30), Now.AddMinutes(9)).IsAccepted.ShouldBeTrue();
        (one.SettledAt, one.Outcome, one.ClaimedBy, one.Standing.Count()).ShouldBe((null, null, People[0], 0));
        one.TakeBack(People[0], TimeSpan.FromMinutes(30), Now.AddMinutes(9)).Refusal.ShouldBe(ReviewRefusals.UndoOvertaken);
    }

    [Fact]
    public void A_refusal_is_appealed_against_once_within_thirty_days_and_by_a_text_that_says_something()
    {
        var refused = Case(SecondLooks.LabourDispatch);
        refused.WhyNoAppeal(Now).ShouldBe(ReviewRefusals.NothingRefused);
        refused.Look(Guid.NewGuid(), No, People[0], Now);
        refused.Look(Guid.NewGuid(), No, People[1], Now);
        refused.Settle(ReviewOutcome.Refused, Now);
        refused.Appeal(Guid.NewGuid(), new() { Text = "不服" }, Recruiting.Person, new(People[1], "不符"), Now).IsAccepted.ShouldBeFalse();
        refused.WhyNoAppeal(Now.AddDays(30).AddSeconds(1)).ShouldBe(ReviewRefusals.AppealLate);
        var appeal = refused.Appeal(Guid.NewGuid(), new() { Text = "编号与扫描件一致，请再看一次" }, Recruiting.Person, new(People[1], "不符"), Now.AddDays(30)).Value!;
        appeal.Barred.ShouldBe([People[0], People[1]], ignoreOrder: true);
        appeal.Claim(People[1], TimeSpan.FromMinutes(30), Now.AddDays(30)).Refusal.ShouldBe(ReviewRefusals.AppealOwn);
        appeal.Look(Guid.NewGuid(), No, People[2], Now.AddDays(31)).ShouldBeTrue("one other person decides it");
        appeal.Settle(ReviewOutcome.Refused, Now.AddDays(31));
        appeal.WhyNoAppeal(Now.AddDays(31)).ShouldBe(ReviewRefusals.AppealedBefore);
    }

    [Fact]
    public void A_job_taken_back_shows_what_it_showed_before()
    {
        var employer = Recruiting.EmployerApproved;
        var job = Recruiting.JobApproved(employer);
        job.Change(employer, Recruiting.Person, Recruiting.Posting with { Title = "测试工程师" }, Now);
        job.Decide(Yes, employer, Recruiting.Verifier, Now.AddMinutes(5));
        job.TakeBack(Now, employer).ShouldBeFalse("another decision stands");
        job.TakeBack(Now.AddMinutes(5), employer).ShouldBeTrue();
        (job.ApprovedVersion, job.Public!.Posting.Title, job.SearchText).ShouldBe((1, "嵌入式工程师", JobSearch.TextOf(Recruiting.Posting, employer.Name)));
    }

    [Theory]
    [InlineData("软件和信息技术服务业", null)]
    [InlineData("人力资源服务（劳务派遣）", SecondLooks.RiskIndustry)]
    public void Trades_in_which_recruiting_is_often_the_fraud_ask_for_two(string industry, string? why) =>
        SecondLooks.For(Employer.Register(Recruiting.Author, Recruiting.Registration with { Industry = industry }, Now).Value!).ShouldBe(why);

    private static ReviewCase Case(string? secondLookFor) =>
        ReviewCase.Open(Guid.NewGuid(), new(ReviewKind.Licence, Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), "证", secondLookFor), Now);
}
