using Pinchang.Contracts.Jobs;
using Pinchang.Contracts.Organisations;
using Pinchang.Domain.Jobs;
using Pinchang.Domain.Organisations;

namespace Pinchang.Domain.Tests.Organisations;

public sealed class LicenceTests
{
    private static readonly DateTimeOffset Now = Recruiting.Now;
    private static readonly DateOnly Today = ChinaTime.DateOf(Now);
    private static readonly Guid Colleague = Guid.Parse("019571f0-0000-7000-8000-000000000002");

    private static HandInLicence HrService => new()
    {
        Kind = LicenceKind.HrServiceLicence,
        Number = "310115180001",
        Issuer = "上海市人力资源和社会保障局",
        ValidFrom = Today.AddYears(-1),
        ValidUntil = Today.AddDays(90),
        Scope = "职业介绍、网络招聘服务",
        FileId = Recruiting.Person,
    };

    public static TheoryData<string, string, HandInLicence> Flawed => new()
    {
        { "licences.expired", "validUntil", HrService with { ValidUntil = Today.AddDays(-1) } },
        { "licences.not-yet-valid", "validFrom", HrService with { ValidFrom = Today.AddDays(1) } },
        { "licences.days-reversed", "validUntil", HrService with { ValidFrom = Today, ValidUntil = Today.AddDays(-2) } },
        { "common.required", "number", HrService with { Number = " " } },
        { "common.required", "name", HrService with { Kind = LicenceKind.Other } },
        { "common.required", "scope", HrService with { Kind = LicenceKind.IcpLicence, Scope = null } },
        { "common.malformed", "kind", HrService with { Kind = (LicenceKind)99 } },
    };

    [Theory]
    [MemberData(nameof(Flawed))]
    public void A_flawed_licence_is_told_which_field(string code, string field, HandInLicence command)
    {
        var refusal = HandIn(command).Refusal.ShouldNotBeNull();
        (refusal.Code, refusal.Field).ShouldBe((code, field));
    }

    [Theory]
    [InlineData(LicenceKind.BusinessLicence, PostingRight.Own)]
    [InlineData(LicenceKind.HrServiceLicence, PostingRight.OnBehalf)]
    [InlineData(LicenceKind.LabourDispatchLicence, PostingRight.Dispatch)]
    [Clause("LH-5.1.1", at: "Domain/Organisations/Employer.cs")]
    public void Each_kind_gives_its_right_from_approval_to_its_last_day(LicenceKind kind, PostingRight right)
    {
        var employer = Recruiting.EmployerApproved;
        var licence = HandIn(HrService with { Kind = kind }).Value!;
        employer.TakeRights([licence]);
        Enum.GetValues<PostingRight>().ShouldAllBe(any => !PostingRights.Allow(employer, any, Today));

        licence.Decide(new(true, null), Colleague, Now).IsAccepted.ShouldBeTrue();
        employer.TakeRights([licence]);
        var until = HrService.ValidUntil!.Value;
        PostingRights.Allow(employer, right, until).ShouldBeTrue();
        PostingRights.Allow(employer, right, until.AddDays(1)).ShouldBeFalse();
        Enum.GetValues<PostingRight>().Where(other => other != right).ShouldAllBe(other => !PostingRights.Allow(employer, other, Today));
    }

    [Fact]
    [Clause("LH-5.1.1", at: "Domain/Jobs/JobPosting.cs")]
    public void A_job_ends_being_shown_with_its_licence_and_is_shown_again_with_the_next()
    {
        var employer = Recruiting.EmployerApproved;
        var job = Recruiting.JobApproved(employer);
        var old = HandIn(HrService with { Kind = LicenceKind.BusinessLicence, ValidUntil = Today.AddDays(3) }).Value!;
        old.Decide(new(true, null), Colleague, Now);
        employer.TakeRights([old]);

        job.WhyNotOpen(employer, Now.AddDays(3)).ShouldBeNull();
        job.WhyNotOpen(employer, Now.AddDays(4)).ShouldBe(JobRefusals.LicenceLapsed);
        var next = HandIn(HrService with { Kind = LicenceKind.BusinessLicence, ValidUntil = null }).Value!;
        next.Decide(new(true, null), Colleague, Now);
        employer.TakeRights([old, next]);
        job.WhyNotOpen(employer, Now.AddDays(4)).ShouldBeNull();
    }

    [Fact]
    public void Looked_at_again_a_licence_that_no_longer_holds_takes_its_right_with_it()
    {
        var employer = Recruiting.EmployerApproved;
        var licence = HandIn(HrService).Value!;
        licence.Decide(new(true, null), Colleague, Now);
        licence.CheckBy.ShouldBe(Today.AddMonths(6));
        licence.Decide(new(false, "发证机关已注销"), Colleague, Now.AddDays(60)).IsAccepted.ShouldBeTrue();
        employer.TakeRights([licence]);

        PostingRights.Allow(employer, PostingRight.OnBehalf, Today).ShouldBeFalse();
        licence.Decide(new(true, null), Colleague, Now).Refusal.ShouldBe(LicenceRefusals.AlreadyDecided);
    }

    [Fact]
    public void What_ended_while_it_waited_is_not_approved() =>
        HandIn(HrService).Value!.Decide(new(true, null), Colleague, Now.AddDays(91)).Refusal!.Code.ShouldBe("licences.expired");

    [Fact]
    public void The_agencys_own_is_approved_by_somebody_else()
    {
        var licence = Licence.HandIn(Guid.CreateVersion7(Now), new(Guid.CreateVersion7(Now), null), Recruiting.Person, HrService, Now).Value!;
        licence.Decide(new(true, null), Recruiting.Person, Now).Refusal.ShouldBe(LicenceRefusals.OwnDecision);
        licence.Decide(new(true, null), Colleague, Now).IsAccepted.ShouldBeTrue();
    }

    [Fact]
    [Clause("LH-4.2", at: "Domain/Organisations/Licence.cs")]
    public void Its_holder_is_told_60_30_and_7_days_before_and_once_it_has_ended_each_once()
    {
        var licence = HandIn(HrService).Value!;
        licence.Decide(new(true, null), Colleague, Now);
        var last = HrService.ValidUntil!.Value;
        var told = Enumerable.Range(0, 100).Select(day => (Left: 90 - day, Step: licence.Remind(last.AddDays(day - 90)))).Where(one => one.Step is not null);

        told.ShouldBe([(60, 60), (30, 30), (7, 7), (-1, 0)]);
    }

    [Fact]
    public void Whoever_was_not_looked_for_is_told_the_nearest_step_only()
    {
        var licence = HandIn(HrService with { ValidUntil = Today.AddDays(5) }).Value!;
        licence.Decide(new(true, null), Colleague, Now);

        licence.Remind(Today).ShouldBe(7);
        licence.Remind(Today).ShouldBeNull();
    }

    private static Contracts.Outcome<Licence> HandIn(HandInLicence command) =>
        Licence.HandIn(Guid.CreateVersion7(Now), new(Guid.CreateVersion7(Now), Guid.CreateVersion7(Now)), Recruiting.Person, command, Now);
}
