using Pinchang.Contracts;
using Pinchang.Contracts.Staff;
using Pinchang.Domain.Staff;

namespace Pinchang.Domain.Tests.Staff;

public sealed class StaffRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = ChinaTime.DateOf(Now);
    private static readonly Guid Holder = Id(1);
    private static readonly Guid Checker = Id(2);

    [Fact]
    [Clause("LH-4.1", at: "Domain/Staff/StaffRules.cs")]
    public void Going_on_air_asks_for_both_fields_each_checked_and_within_its_days()
    {
        StaffRules.Missing(Duty.HostRoom, [], Today).Select(lack => (lack.Field, lack.Reason))
            .ShouldBe([(StaffField.JobService, LackReason.Missing), (StaffField.NetworkInformation, LackReason.Missing)]);
        var job = Checked(StaffField.JobService, Today.AddDays(10));
        var waiting = HandedIn(StaffField.NetworkInformation, Today.AddDays(90));
        StaffRules.Missing(Duty.HostRoom, [job, waiting], Today).ShouldBe([new(StaffField.NetworkInformation, LackReason.Unchecked, Today)]);
        waiting.Decide(new(true, null), Checker, Now).IsAccepted.ShouldBeTrue();
        StaffRules.Missing(Duty.HostRoom, [job, waiting], Today).ShouldBeEmpty();
        StaffRules.HeldUntil(Duty.HostRoom, [job, waiting], Today).ShouldBe(Today.AddDays(10));

        // The last day still counts; the day after it names that day.
        StaffRules.Missing(Duty.HostRoom, [job, waiting], Today.AddDays(10)).ShouldBeEmpty();
        StaffRules.Missing(Duty.HostRoom, [job, waiting], Today.AddDays(11)).ShouldBe([new(StaffField.JobService, LackReason.Expired, Today.AddDays(10))]);
    }

    [Fact]
    [Clause("EX-4.5", at: "Domain/Staff/StaffRules.cs")]
    public void Marking_and_invigilating_ask_for_a_training_of_the_last_twelve_months_and_no_certificate_replaces_it()
    {
        var training = Checked(StaffField.ExamWork, until: null);
        foreach (var duty in new[] { Duty.Mark, Duty.Invigilate })
        {
            StaffRules.Missing(duty, [training], Today).ShouldBeEmpty();
            StaffRules.Missing(duty, [training], training.ObtainedOn.AddMonths(12).AddDays(1)).ShouldBe([new(StaffField.ExamWork, LackReason.Expired, training.ObtainedOn.AddMonths(12))]);
            StaffRules.Missing(duty, [Checked(StaffField.ExamWork, null, QualificationKind.Certificate)], Today).Single().Reason.ShouldBe(LackReason.Missing);
        }
    }

    [Fact]
    [Clause("LH-4.1", at: "Domain/Staff/StaffQualification.cs")]
    public void Nobody_checks_their_own_and_what_turns_out_wrong_counts_no_more()
    {
        var held = HandedIn(StaffField.JobService, null);
        held.Decide(new(true, null), Holder, Now).Refusal.ShouldBe(StaffRefusals.OwnDecision);
        held.Decide(new(true, null), Checker, Now).IsAccepted.ShouldBeTrue();
        held.Decide(new(true, null), Checker, Now).Refusal.ShouldBe(StaffRefusals.AlreadyDecided);
        held.Decide(new(false, "发证机构查无此证"), Checker, Now).IsAccepted.ShouldBeTrue();
        StaffRules.Missing(Duty.Review, [held, Checked(StaffField.NetworkInformation, null)], Today).ShouldBe([new(StaffField.JobService, LackReason.Missing, null)]);
        HandedIn(StaffField.JobService, Today).Decide(new(true, null), Checker, Now.AddDays(1)).Refusal!.Code.ShouldBe("staff.expired");
    }

    [Fact]
    public void A_paper_says_what_is_wrong_with_it()
    {
        Refused(Paper(StaffField.JobService, null) with { ObtainedOn = Today.AddDays(1) }).ShouldBe(("staff.future-day", "obtainedOn"));
        Refused(Paper(StaffField.JobService, Today.AddDays(-1))).ShouldBe(("staff.expired", "validUntil"));
        Refused(Paper(StaffField.JobService, Today.AddYears(-3))).ShouldBe(("staff.days-reversed", "validUntil"));
        Refused(Paper(StaffField.JobService, null) with { Hours = 0 }).ShouldBe(("staff.hours-required", "hours"));
        Refused(Paper(StaffField.JobService, null) with { Result = " " }).ShouldBe(("common.required", "result"));
        Refused(Paper((StaffField)99, null)).ShouldBe(("common.malformed", "field"));
    }

    [Fact]
    public void Its_holder_is_told_of_each_step_before_its_end_once()
    {
        var held = Checked(StaffField.JobService, Today.AddDays(70));
        held.Remind(Today).ShouldBeNull();
        held.Remind(Today.AddDays(10)).ShouldBe(60);
        held.Remind(Today.AddDays(11)).ShouldBeNull();
        held.Remind(Today.AddDays(65)).ShouldBe(7);
        held.Remind(Today.AddDays(71)).ShouldBe(0);
        held.Remind(Today.AddDays(72)).ShouldBeNull();

        // A training without a last day of its own ends after its period.
        Checked(StaffField.ExamWork, null).Remind(Today.AddMonths(12).AddDays(-40)).ShouldBe(30);
    }

    [Fact]
    public void Only_the_duties_of_ones_roles_are_asked_for()
    {
        StaffRules.For([Roles.Presenter]).Select(rule => rule.Duty).ShouldBe([Duty.HostRoom]);
        StaffRules.For([Roles.Marker, Roles.Invigilator]).Select(rule => rule.Duty).ShouldBe([Duty.Invigilate, Duty.Mark]);
        StaffRules.For([Roles.Moderator]).ShouldBeEmpty();
    }

    private static (string Code, string? Field) Refused(HandInQualification paper) =>
        StaffQualification.HandIn(Id(9), Id(8), Holder, paper, Now).Refusal is { } refusal ? (refusal.Code, refusal.Field) : ("", null);

    private static StaffQualification Checked(StaffField field, DateOnly? until, QualificationKind kind = QualificationKind.Training)
    {
        var held = HandedIn(field, until, kind);
        held.Decide(new(true, null), Checker, Now).IsAccepted.ShouldBeTrue();
        return held;
    }

    private static StaffQualification HandedIn(StaffField field, DateOnly? until, QualificationKind kind = QualificationKind.Training) =>
        StaffQualification.HandIn(Id(9), Id(8), Holder, Paper(field, until) with { Kind = kind }, Now).Value!;

    private static HandInQualification Paper(StaffField field, DateOnly? until) => new()
    {
        Kind = QualificationKind.Training,
        Field = field,
        Name = "直播内容安全培训",
        Issuer = "市互联网协会",
        ObtainedOn = Today.AddDays(-30),
        ValidUntil = until,
        Hours = 16,
        Result = "合格，92 分",
        FileId = Id(7),
    };

    private static Guid Id(int number) => new(number, 0, 0, new byte[8]);
}
