using Pinchang.Contracts;
using Pinchang.Contracts.Improvements;
using Pinchang.Domain.Improvements;

namespace Pinchang.Domain.Tests.Improvements;

public sealed class ImprovementTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 11, 23);
    private static readonly Guid Head = new("00000000-0000-0000-0000-000000000001");
    private static readonly Guid Owner = new("00000000-0000-0000-0000-000000000002");
    private static readonly Guid Other = new("00000000-0000-0000-0000-000000000003");

    [Fact]
    [Clause("LH-6.2.3", at: "Domain/Improvements/Improvement.cs")]
    public void Without_cause_correction_and_prevention_it_is_not_done()
    {
        foreach (var (cause, correction, prevention) in new[] { (null, "补发", "核对"), ("漏发", null, "核对"), ("漏发", "补发", " ") })
        {
            var improvement = Opened();
            Plan(improvement, new(cause, correction, prevention, Owner, improvement.DueOn, null)).IsAccepted.ShouldBeTrue();
            improvement.Report(new("好了"), By(Owner)).Refusal.ShouldBe(ImprovementRefusals.Incomplete);
        }
    }

    [Fact]
    [Clause("LH-6.2.3", at: "Domain/Improvements/Improvement.cs")]
    public void Its_owner_reports_and_another_person_checks_the_effect()
    {
        var improvement = Planned();
        improvement.Check(new(true, "属实", null), By(Other)).Refusal.ShouldBe(ImprovementRefusals.NotDone);
        improvement.Report(new("好了"), By(Head)).Refusal.ShouldBe(ImprovementRefusals.NotOwner);
        improvement.Report(new("好了"), By(Owner)).IsAccepted.ShouldBeTrue();
        improvement.Check(new(true, "属实", null), By(Owner)).Refusal.ShouldBe(ImprovementRefusals.OwnCheck);
        improvement.Check(new(true, " ", null), By(Other)).Refusal!.Field.ShouldBe("text");
        Plan(improvement, new("改", "改", "改", Owner, improvement.DueOn, null)).Refusal.ShouldBe(ImprovementRefusals.NotOpen);
        improvement.Check(new(true, "属实", null), By(Other)).IsAccepted.ShouldBeTrue();
        (improvement.State, improvement.CheckedBy, improvement.ClosedAt, improvement.RemindOn).ShouldBe((ImprovementState.Verified, Other, Now, null));
        improvement.Cancel(new("不要了"), By(Head)).Refusal.ShouldBe(ImprovementRefusals.Closed);
    }

    [Fact]
    public void What_had_no_effect_is_open_again_and_needs_a_deadline_that_has_not_passed()
    {
        var improvement = Planned();
        improvement.Report(new("好了"), By(Owner)).IsAccepted.ShouldBeTrue();
        improvement.Check(new(false, "还有三起", null), By(Other, 40)).Refusal!.Code.ShouldBe(ImprovementRefusals.DueWrong.Code);
        improvement.Check(new(false, "还有三起", Today.AddDays(60)), By(Other, 40)).IsAccepted.ShouldBeTrue();
        (improvement.State, improvement.DueOn, improvement.Returns, improvement.CheckedBy).ShouldBe((ImprovementState.Open, Today.AddDays(60), 1, null));
        improvement.Entries.Select(entry => entry.Step).ShouldBe([ImprovementStep.Opened, ImprovementStep.Planned, ImprovementStep.Done, ImprovementStep.Returned]);
    }

    [Fact]
    public void An_owner_plans_but_neither_gives_it_away_nor_moves_its_deadline_and_whoever_does_says_why()
    {
        var improvement = Opened();
        var (moved, given) = (new PlanImprovement("漏发", null, null, Owner, Today.AddDays(90), "等供应商"), new PlanImprovement("漏发", null, null, Other, improvement.DueOn, null));
        improvement.Plan(moved, directs: false, By(Owner)).Refusal.ShouldBe(ImprovementRefusals.NotDirecting);
        improvement.Plan(moved with { DueOn = improvement.DueOn }, directs: false, By(Other)).Refusal.ShouldBe(ImprovementRefusals.NotOwner);
        improvement.Plan(given, directs: true, By(Head)).Refusal!.Code.ShouldBe(ImprovementRefusals.ReasonRequired.Code);
        improvement.Plan(given with { Reason = "休假" }, directs: true, By(Head)).IsAccepted.ShouldBeTrue();
        improvement.Plan(moved with { OwnerId = Other, DueOn = Today.AddDays(-1) }, directs: true, By(Head)).Refusal!.Code.ShouldBe(ImprovementRefusals.DueWrong.Code);
        improvement.OwnerId.ShouldBe(Other);
    }

    [Fact]
    [Clause("LH-6.2.3", at: "Api/Improvements/ImprovementKeeper.cs")]
    public void Reminders_come_a_week_and_a_day_before_the_deadline_the_day_after_it_and_then_each_week()
    {
        var improvement = Opened();
        int[] days = [.. Enumerable.Range(0, 45).Where(day => improvement.Remind(Today.AddDays(day)) is not null)];
        days.ShouldBe([23, 29, 31, 38]);
        improvement.RemindOn.ShouldBe(Today.AddDays(45));
        improvement.Remind(Today.AddDays(45)).ShouldBe(ImprovementReminder.Overdue);

        var done = Planned();
        done.Report(new("好了"), By(Owner)).IsAccepted.ShouldBeTrue();
        done.Remind(Today.AddDays(13)).ShouldBeNull();
        done.Remind(Today.AddDays(14)).ShouldBe(ImprovementReminder.ToCheck);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(367)]
    public void A_deadline_that_is_over_or_years_away_is_refused(int days) =>
        Improvement.Open(Guid.Empty, Command() with { DueOn = Today.AddDays(days) }, null, By(Head)).Refusal!.Code.ShouldBe(ImprovementRefusals.DueWrong.Code);

    [Fact]
    public void What_is_said_to_come_from_a_survey_names_one() =>
        Improvement.Open(Guid.Empty, Command() with { Source = ImprovementSource.Survey }, null, By(Head)).Refusal!.Code.ShouldBe(ImprovementRefusals.OriginUnknown.Code);

    private static OpenImprovement Command() => new("漏发通知", "两人没有收到短信", ImprovementSource.Own, null, Owner, Today.AddDays(30));

    private static Improvement Opened() => Improvement.Open(Guid.Empty, Command(), null, By(Head)).Value!;

    private static Improvement Planned()
    {
        var improvement = Opened();
        Plan(improvement, new("漏发", "补发", "核对", Owner, improvement.DueOn, null)).IsAccepted.ShouldBeTrue();
        return improvement;
    }

    private static Outcome<Improvement> Plan(Improvement improvement, PlanImprovement plan) => improvement.Plan(plan, directs: false, By(Owner));

    private static ImprovementBy By(Guid person, int days = 0) => new(Guid.Empty, person, Now.AddDays(days));
}
