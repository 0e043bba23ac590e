using Pinchang.Contracts;
using Pinchang.Contracts.Staff;
using Pinchang.Domain.Documents;
using Pinchang.Domain.Staff;

namespace Pinchang.Domain.Tests.Staff;

public sealed class StaffAgreementsTests
{
    private const string Secrecy = "staff-secrecy";
    private const string Rules = "live-service-rules";
    private static readonly DateOnly Today = new(2026, 11, 23);

    [Fact]
    [Clause("EX-7.4-secrecy", at: "Domain/Staff/StaffAgreements.cs")]
    public void Marking_asks_for_the_secrecy_agreement_in_force_signed()
    {
        StaffAgreements.Missing(Duty.Mark, [], Today).Select(lack => lack.Reason).ShouldAllBe(reason => reason == LackReason.NotInForce);
        HeldAgreement[] unsigned = [new(Secrecy, [Version(1)], null), new("staff-pledge", [Version(1)], 1)];
        StaffAgreements.Missing(Duty.Mark, unsigned, Today).ShouldBe([new(Secrecy, LackReason.Unsigned, null)]);
        StaffAgreements.Missing(Duty.Mark, [unsigned[0] with { Signed = 1 }, unsigned[1]], Today).ShouldBeEmpty();

        // Past its review it holds no longer, whoever signed it.
        StaffAgreements.Missing(Duty.Mark, [unsigned[0] with { Signed = 1 }, unsigned[1]], Version(1).ReviewBy.AddDays(1)).Length.ShouldBe(2);
    }

    [Fact]
    public void Who_signed_the_version_before_has_fourteen_days_for_the_new_one()
    {
        HeldAgreement held = new(Secrecy, [Version(1), Version(2, Today)], 1);
        held.StandingOn(Today).ShouldBe(new(AgreementState.SignAnew, 2, Today.AddDays(14)));
        held.StandingOn(Today.AddDays(14)).Counts.ShouldBeTrue();
        held.StandingOn(Today.AddDays(15)).ShouldBe(new(AgreementState.Outdated, 2, Today.AddDays(14)));
        (held with { Signed = 2 }).StandingOn(Today.AddDays(15)).State.ShouldBe(AgreementState.Signed);

        // A signature of two versions ago, or none at all, has no term.
        new HeldAgreement(Secrecy, [Version(1), Version(2), Version(3, Today)], 1).StandingOn(Today).State.ShouldBe(AgreementState.Outdated);
        (held with { Signed = null }).StandingOn(Today).State.ShouldBe(AgreementState.Unsigned);
    }

    [Fact]
    public void A_version_of_a_later_day_asks_nothing_yet_and_may_be_signed_before()
    {
        HeldAgreement held = new(Secrecy, [Version(1), Version(2, Today.AddDays(10), publishedOn: Today)], 1);
        held.StandingOn(Today).ShouldBe(new(AgreementState.Signed, 1));
        held.StandingOn(Today.AddDays(10)).SignBy.ShouldBe(Today.AddDays(24));
        (held with { Signed = 2 }).StandingOn(Today).State.ShouldBe(AgreementState.Signed);
    }

    [Fact]
    [Clause("LH-4.4.2a", at: "Domain/Staff/StaffAgreements.cs")]
    public void The_live_rules_are_acknowledged_in_their_current_version_before_going_on_air()
    {
        HeldAgreement pledge = new("staff-pledge", [Version(1)], 1);
        HeldAgreement rules = new(Rules, [Version(1), Version(2, Today)], 1);
        StaffAgreements.Missing(Duty.HostRoom, [rules, pledge], Today).ShouldBe([new(Rules, LackReason.Outdated, Today)]);
        StaffAgreements.Missing(Duty.HostRoom, [rules with { Signed = 2 }, pledge], Today).ShouldBeEmpty();
    }

    [Fact]
    [Clause("JF-5", at: "Domain/Staff/StaffRules.cs")]
    public void A_booth_is_attended_after_the_course_and_the_pledge()
    {
        StaffRules.Missing(Duty.AttendBooth, [], Today).ShouldBe([new(StaffField.FairService, LackReason.Missing, null)]);
        StaffAgreements.For([Roles.Caller]).ShouldBe(["staff-pledge"]);
    }

    [Fact]
    public void Everybody_who_is_asked_for_an_agreement_is_bound_by_it_and_so_can_sign_it()
    {
        foreach (var asked in StaffAgreements.All)
        {
            StaffRules.Of(asked.Duty).Roles.ShouldBeSubsetOf(DocumentTemplates.Find(asked.Key)!.Bound, $"{asked.Duty} {asked.Key}");
        }

        StaffRules.All.ShouldAllBe(rule => StaffAgreements.All.Any(asked => asked.Duty == rule.Duty));
    }

    [Fact]
    public void The_shipped_agreements_have_no_place_to_fill_in()
    {
        foreach (var template in DocumentTemplates.All.Where(template => template.IsSigned))
        {
            DocumentText.GapsOf(template.Markdown, template.Sections).ShouldBeEmpty(template.Key);
        }
    }

    private static AgreementVersion Version(int number, DateOnly? from = null, DateOnly? publishedOn = null) =>
        new(number, from ?? Today.AddDays(-30), Today.AddMonths(6), null, publishedOn ?? from ?? Today.AddDays(-30));
}
