using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Registrations;

namespace Pinchang.Domain.Tests.Exams.Registrations;

public sealed class RegistrationRulesTests
{
    [Fact]
    [Clause("EX-4.3-reg", at: "Domain/Exams/Projects/RegistrationWindow.cs")]
    public void The_window_holds_its_first_moment_and_not_its_last()
    {
        Try(ExamOpen.Opens.AddTicks(-1))!.Code.ShouldBe("exam-registrations.not-yet-open");
        Try(ExamOpen.Opens).ShouldBeNull();
        Try(ExamOpen.Closes.AddTicks(-1)).ShouldBeNull();
        Try(ExamOpen.Closes)!.Code.ShouldBe("exam-registrations.closed");
    }

    [Fact]
    public void Whoever_is_as_old_as_the_limit_may_come() =>
        RegisterRule.Check(ExamOpen.Position.Id, ExamOpen.Form, ExamOpen.Circumstances, ExamOpen.Now).ShouldBeNull();

    [Fact]
    public void A_corrected_registration_is_read_again_and_what_was_decided_is_kept_in_its_history()
    {
        var registration = ExamOpen.Registered();
        registration.Decide(new(ReviewVerdict.Refuse, "专业不符", 1), ExamOpen.Reviewer, ExamOpen.Now).IsAccepted.ShouldBeTrue();

        Resubmit(registration, ExamOpen.Now.AddHours(1)).IsAccepted.ShouldBeTrue();

        registration.State.ShouldBe(RegistrationState.Submitted);
        registration.Revision.ShouldBe(2);
        registration.DecisionReason.ShouldBeNull();
        registration.Steps.Select(step => (step.Number, step.Kind)).ShouldBe(
            [(1, RegistrationStepKind.Submitted), (2, RegistrationStepKind.Refused), (3, RegistrationStepKind.Resubmitted)]);
    }

    [Fact]
    [Clause("EX-6.2", at: "Domain/Exams/Registrations/Registration.cs")]
    public void A_supplement_has_its_time_even_when_registration_closes_meanwhile()
    {
        var registration = ExamOpen.Registered();
        registration.Decide(new(ReviewVerdict.AskSupplement, "毕业时间", 1), ExamOpen.Reviewer, ExamOpen.Closes.AddHours(-1));
        var due = registration.SupplementDueAt!.Value;

        due.ShouldBe(ExamOpen.Closes.AddHours(-1) + Registration.UndoWindow + Registration.SupplementTime);
        registration.WhyNotChangeable(ExamOpen.Closes, due.AddTicks(-1)).ShouldBeNull();
        registration.WhyNotChangeable(ExamOpen.Closes, due)!.Code.ShouldBe("exam-registrations.supplement-too-late");
    }

    [Fact]
    public void A_refused_registration_is_corrected_within_the_window_only()
    {
        var registration = ExamOpen.Registered();
        registration.Decide(new(ReviewVerdict.Refuse, "专业不符", 1), ExamOpen.Reviewer, ExamOpen.Now);

        Resubmit(registration, ExamOpen.Closes).Refusal!.Code.ShouldBe("exam-registrations.closed");
    }

    [Fact]
    public void A_decision_is_taken_back_by_who_made_it_until_it_is_told()
    {
        var registration = ExamOpen.Registered();
        registration.Decide(new(ReviewVerdict.Pass, null, 1), ExamOpen.Reviewer, ExamOpen.Now);
        var told = registration.ToldAt!.Value;

        told.ShouldBe(ExamOpen.Now + TimeSpan.FromMinutes(10));
        registration.CanBeUndone(told).ShouldBeFalse();
        registration.Undo(ExamOpen.Candidate, told.AddTicks(-1)).Refusal!.Code.ShouldBe("exam-reviews.undo-foreign");
        registration.Undo(ExamOpen.Reviewer, told.AddTicks(-1)).IsAccepted.ShouldBeTrue();
        registration.State.ShouldBe(RegistrationState.Submitted);
    }

    [Fact]
    public void What_is_told_at_once_or_has_a_ticket_stays()
    {
        var told = ExamOpen.Registered();
        told.Decide(new(ReviewVerdict.Pass, null, 1, TellNow: true), ExamOpen.Reviewer, ExamOpen.Now);
        told.CanBeUndone(ExamOpen.Now).ShouldBeFalse();

        var ticketed = ExamOpen.Registered();
        ticketed.Decide(new(ReviewVerdict.Pass, null, 1), ExamOpen.Reviewer, ExamOpen.Now);
        ticketed.IssueTicket(ExamOpen.Project, ExamOpen.Reviewer, ExamOpen.Now).IsAccepted.ShouldBeTrue();
        ticketed.CanBeUndone(ExamOpen.Now).ShouldBeFalse();
        ticketed.IssueTicket(ExamOpen.Project, ExamOpen.Reviewer, ExamOpen.Now).Refusal!.Code.ShouldBe("exam-tickets.nobody");
    }

    [Fact]
    [Clause("EX-6.2", at: "Domain/Exams/Registrations/Registration.Review.cs")]
    public void A_supplement_that_never_came_is_decided_on_once_it_is_due()
    {
        var registration = ExamOpen.Registered();
        registration.Decide(new(ReviewVerdict.AskSupplement, "请补充学位证书", 1), ExamOpen.Reviewer, ExamOpen.Now);
        var due = registration.SupplementDueAt!.Value;
        registration.Decide(new(ReviewVerdict.Refuse, "逾期未补充", 1), ExamOpen.Reviewer, due.AddTicks(-1)).Refusal!.Code.ShouldBe("exam-reviews.not-waiting");
        registration.Decide(new(ReviewVerdict.Refuse, "逾期未补充", 1), ExamOpen.Reviewer, due).IsAccepted.ShouldBeTrue();
        registration.State.ShouldBe(RegistrationState.Refused);
    }

    [Fact]
    [Clause("EX-6.1", at: "Domain/Exams/Registrations/Acknowledgement.cs")]
    public void A_pledge_on_an_older_notice_is_not_enough()
    {
        var newer = Domain.Exams.Projects.ExamNotice.Publish(
            new(ExamOpen.Project, "市人社局（更名）", "聘场", [ExamOpen.Position]), ExamOpen.Notice, new("招考单位更名"), ExamOpen.Id(3), ExamOpen.Now).Value!;

        Acknowledgement.WhyNotEnough(ExamOpen.Circumstances.Acknowledgement, newer, "林晓雨")!.Code.ShouldBe("exam-registrations.notice-changed");
    }

    private static Refusal? Try(DateTimeOffset at) => RegisterRule.Check(ExamOpen.Position.Id, ExamOpen.Form, ExamOpen.Circumstances, at);

    private static Outcome<Registration> Resubmit(Registration registration, DateTimeOffset at) =>
        registration.Resubmit(ExamOpen.Identity, new(ExamOpen.Position.Id, ExamOpen.Form, null), ExamOpen.Circumstances, at);
}
