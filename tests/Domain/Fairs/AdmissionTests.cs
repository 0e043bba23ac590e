using Pinchang.Contracts.Fairs;
using Pinchang.Domain.Fairs;

namespace Pinchang.Domain.Tests.Fairs;

public sealed class AdmissionTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 1, 0, 0, TimeSpan.Zero);
    private static readonly Guid Job = Guid.NewGuid();
    private static readonly Guid Recruiter = Guid.NewGuid();
    private static readonly BoothMeans Means = new(new HashSet<Guid> { Job }, new HashSet<Guid> { Job }, new HashSet<Guid> { Recruiter });

    [Fact]
    [Clause("JF-6.5", at: "Domain/Fairs/Admission/Exhibitor.cs")]
    public void A_decision_is_on_the_version_that_was_read()
    {
        var (fair, command) = (Published(), new RegisterExhibitor { Introduction = "欢迎来聊", JobIds = [Job], StaffIds = [Recruiter] });
        var exhibitor = Exhibitor.Register(Guid.NewGuid(), fair, Guid.NewGuid(), Recruiter, command, Means, Now).Value!;
        var read = exhibitor.SubmittedAt;
        exhibitor.Resubmit(fair, Recruiter, command with { Introduction = "另一段介绍" }, Means, Now.AddMinutes(1)).IsAccepted.ShouldBeTrue();

        Decide(read).Refusal!.Code.ShouldBe("fairs.exhibitor-changed");
        exhibitor.State.ShouldBe(FairRegistrationState.Submitted);
        Decide(exhibitor.SubmittedAt).IsAccepted.ShouldBeTrue();

        Contracts.Outcome<Exhibitor> Decide(DateTimeOffset submittedAt) =>
            exhibitor.Decide(new() { ExhibitorId = exhibitor.Id, SubmittedAt = submittedAt, Approved = true }, Means, Guid.NewGuid(), Now.AddMinutes(2));
    }

    [Fact]
    public void Who_withdraws_has_no_numbers_and_the_fair_is_not_over()
    {
        var fair = Published();
        var registration = FairRegistration.Submit(Guid.NewGuid(), fair, Guid.NewGuid(), "林晓雨", null, new(), Now);
        registration.Withdraw(fair, hasNumbers: true, Now).Refusal!.Code.ShouldBe("fairs.numbers-living");
        registration.Withdraw(fair, hasNumbers: false, fair.ClosesAt!.Value).Refusal!.Code.ShouldBe("fairs.over");
        registration.Withdraw(fair, hasNumbers: false, Now).IsAccepted.ShouldBeTrue();
        registration.Withdraw(fair, hasNumbers: false, fair.ClosesAt!.Value).IsAccepted.ShouldBeTrue("again is the same");
        registration.Decide(true, null, Guid.NewGuid(), Now).ShouldBeFalse("it was taken back");
    }

    [Fact]
    [Clause("JF-6.5", at: "Domain/Fairs/Admission/Exhibitor.cs")]
    public void A_forbidden_introduction_is_marked_for_who_decides_and_passes_only_with_a_reason()
    {
        var (fair, staff, job) = (Published(), Guid.NewGuid(), Guid.NewGuid());
        var means = new BoothMeans(new HashSet<Guid> { job }, new HashSet<Guid> { job }, new HashSet<Guid> { staff });
        var exhibitor = Exhibitor.Register(
            Guid.NewGuid(), fair, Guid.NewGuid(), staff, new() { Introduction = "入职收取押金 300 元", JobIds = [job], StaffIds = [staff] }, means, Now).Value!;
        exhibitor.Marks.ShouldContain(mark => mark.Grave && mark.Field == "introduction");
        var decision = new DecideExhibitor { ExhibitorId = exhibitor.Id, SubmittedAt = exhibitor.SubmittedAt, Approved = true };
        exhibitor.Decide(decision, means, staff, Now).Refusal!.Code.ShouldBe("screening.unexplained");
        exhibitor.Decide(decision with { Reason = "引述的是防骗提示，已核对" }, means, staff, Now).IsAccepted.ShouldBeTrue();
    }

    private static JobFair Published()
    {
        var fair = JobFair.Draft(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), AnnouncementTests.Whole, Now).Value!;
        fair.Publish(null, Now).IsAccepted.ShouldBeTrue();
        return fair;
    }
}
