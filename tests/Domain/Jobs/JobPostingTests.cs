using Pinchang.Contracts.Jobs;
using Pinchang.Contracts.Organisations;
using Pinchang.Domain.Jobs;

namespace Pinchang.Domain.Tests.Jobs;

public sealed class JobPostingTests
{
    private static readonly DateTimeOffset Now = Recruiting.Now;

    [Fact]
    public void A_new_job_waits_for_its_review_and_is_not_public()
    {
        var job = Recruiting.JobSubmitted(Recruiting.EmployerApproved);

        job.State.ShouldBe(JobState.Submitted);
        job.Public.ShouldBeNull();
    }

    [Fact]
    public void An_employer_that_is_not_approved_posts_nothing() =>
        JobPosting.Post(Guid.Empty, Recruiting.EmployerSubmitted, Recruiting.Person, Recruiting.Posting, Now)
            .Refusal.ShouldBe(EmployerRefusals.NotApproved);

    [Theory]
    [InlineData(PostingRight.OnBehalf)]
    [InlineData(PostingRight.Dispatch)]
    [Clause("LH-5.1.1", at: "Domain/Jobs/PostingRights.cs")]
    public void A_business_licence_gives_the_right_to_own_vacancies_only(PostingRight right) =>
        JobPosting.Post(Guid.Empty, Recruiting.EmployerApproved, Recruiting.Person, Recruiting.Posting with { Right = right }, Now)
            .Refusal.ShouldBe(JobRefusals.PostingRightMissing.On("right"));

    public static TheoryData<string, string, PostJob> Flawed => new()
    {
        { "common.required", "title", Recruiting.Posting with { Title = "" } },
        { "common.required", "title", Recruiting.Posting with { Title = null! } },
        { "common.too-long", "description", Recruiting.Posting with { Description = new string('长', 100_000) } },
        { "common.too-short", "title", Recruiting.Posting with { Title = " 工 " } },
        { "common.too-short", "description", Recruiting.Posting with { Description = $"{new string('短', 19)}\n  " } },
        { "common.control-characters", "title", Recruiting.Posting with { Title = "工程师\u0007" } },
        { "common.out-of-range", "headcount", Recruiting.Posting with { Headcount = 0 } },
        { "common.out-of-range", "headcount", Recruiting.Posting with { Headcount = 1000 } },
        { "common.out-of-range", "tags", Recruiting.Posting with { Tags = [.. Enumerable.Repeat("福利", 9)] } },
        { "common.required", "tags", Recruiting.Posting with { Tags = [" "] } },
        { "common.malformed", "right", Recruiting.Posting with { Right = (PostingRight)9 } },
        { "jobs.pay-range", "payFrom", Recruiting.Posting with { PayTo = null } },
        { "jobs.open-until-past", "openUntil", Recruiting.Posting with { OpenUntil = new DateOnly(2026, 3, 1) } },
        { "jobs.open-until-far", "openUntil", Recruiting.Posting with { OpenUntil = new DateOnly(2027, 3, 3) } },
    };

    [Theory]
    [MemberData(nameof(Flawed))]
    public void A_flawed_job_is_told_which_field(string code, string field, PostJob command)
    {
        var refusal = JobPosting.Post(Guid.Empty, Recruiting.EmployerApproved, Recruiting.Person, command, Now).Refusal.ShouldNotBeNull();

        (refusal.Code, refusal.Field).ShouldBe((code, field));
    }

    [Fact]
    [Clause("LH-5.1.3c", at: "Domain/Jobs/JobPosting.cs")]
    public void A_changed_job_is_reviewed_again_and_shows_its_approved_text_meanwhile()
    {
        var employer = Recruiting.EmployerApproved;
        var job = Recruiting.JobApproved(employer);

        job.Change(employer, Recruiting.Person, Recruiting.Posting with { Title = "高级嵌入式工程师" }, Now).IsAccepted.ShouldBeTrue();

        job.State.ShouldBe(JobState.Submitted);
        job.Public!.Posting.Title.ShouldBe("嵌入式工程师");
        job.SearchText.ShouldNotContain("高级");

        job.Decide(new(true, null, Version: 2), employer, Recruiting.Verifier, Now).IsAccepted.ShouldBeTrue();
        job.Public!.Posting.Title.ShouldBe("高级嵌入式工程师");
    }

    [Fact]
    public void A_change_that_is_refused_leaves_the_approved_text_public()
    {
        var employer = Recruiting.EmployerApproved;
        var job = Recruiting.JobApproved(employer);
        job.Change(employer, Recruiting.Person, Recruiting.Posting with { Title = "限男性工程师" }, Now);

        job.Decide(new(false, "不得限定性别"), employer, Recruiting.Verifier, Now).IsAccepted.ShouldBeTrue();

        job.State.ShouldBe(JobState.Refused);
        job.Public!.Number.ShouldBe(1);
    }

    [Fact]
    public void A_review_is_decided_once_and_a_refusal_says_why()
    {
        var employer = Recruiting.EmployerApproved;
        var job = Recruiting.JobSubmitted(employer);

        job.Decide(new(false, null), employer, Recruiting.Verifier, Now).Refusal.ShouldBe(EmployerRefusals.ReasonRequired.On("reason"));
        job.Decide(new(true, null), employer, Recruiting.Verifier, Now).IsAccepted.ShouldBeTrue();
        job.Decide(new(false, "后悔了"), employer, Recruiting.Verifier, Now).Refusal.ShouldBe(JobRefusals.AlreadyDecided);
    }

    [Fact]
    [Clause("LH-4.4.1d", at: "Domain/Jobs/JobPosting.cs")]
    public void A_text_that_the_reviewer_did_not_read_is_not_approved()
    {
        var employer = Recruiting.EmployerApproved;
        var job = Recruiting.JobSubmitted(employer);
        job.Change(employer, Recruiting.Person, Recruiting.Posting with { Title = "换了说法" }, Now);

        job.Decide(new(true, null, Version: 1), employer, Recruiting.Verifier, Now).Refusal.ShouldBe(JobRefusals.Changed);
    }

    [Fact]
    [Clause("JF-7.4", at: "Domain/Jobs/JobPosting.cs")]
    public void A_job_is_open_through_its_last_day_in_China_and_no_longer()
    {
        var employer = Recruiting.EmployerApproved;
        var job = Recruiting.JobApproved(employer);
        var end = new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.FromHours(8));

        job.WhyNotOpen(employer, end.AddTicks(-1)).ShouldBeNull();
        job.WhyNotOpen(employer, end)!.ShouldSatisfyAllConditions(
            refusal => refusal.Code.ShouldBe("jobs.closed"),
            refusal => refusal.Arguments.ShouldBe(["2026-04-01 00:00"]));
    }

    [Fact]
    public void A_closed_job_stays_closed()
    {
        var employer = Recruiting.EmployerApproved;
        var job = Recruiting.JobApproved(employer);

        job.Close(Now);
        job.Close(Now.AddHours(1));

        job.ClosedAt.ShouldBe(Now);
        job.WhyNotOpen(employer, Now)!.Code.ShouldBe("jobs.closed");
        job.Change(employer, Recruiting.Person, Recruiting.Posting, Now).Refusal!.Code.ShouldBe("jobs.closed");
    }

    [Theory]
    [InlineData("只招男性，三年以上仓储经验，能独立带班，吃苦耐劳", "description", true)]
    [InlineData("年龄要求 35 岁以下，三年以上仓储经验，能独立带班", "description", false)]
    [Clause("LH-5.1.3c", at: "Domain/Jobs/JobScreening.cs")]
    public void A_text_is_marked_where_a_rule_points(string description, string field, bool grave)
    {
        var mark = JobScreening.Read(Recruiting.Posting with { Description = description }).First();

        (mark.Field, mark.Grave, mark.Clause).ShouldBe((field, grave, "LH-5.1.3c"));
        description.Substring(mark.Start, mark.Length).ShouldBe(mark.Words);
    }

    [Fact]
    [Clause("LH-5.1.3c", at: "Domain/Jobs/JobPosting.cs")]
    public void What_is_forbidden_by_itself_passes_only_with_a_reason_and_every_decision_has_one()
    {
        var employer = Recruiting.EmployerApproved;
        var job = JobPosting.Post(Guid.Empty, employer, Recruiting.Person, Recruiting.Posting with { Description = "只招男性，三年以上仓储经验，能独立带班，吃苦耐劳" }, Now).Value!;

        var refusal = job.Decide(new(true, null), employer, Recruiting.Verifier, Now).Refusal.ShouldNotBeNull();
        (refusal.Code, refusal.Field).ShouldBe(("jobs.mark-unexplained", "reason"));
        refusal.Arguments.ShouldHaveSingleItem().ShouldContain("男");
        job.Decide(new(true, "监狱男监区看守，依法限男性"), employer, Recruiting.Verifier, Now).IsAccepted.ShouldBeTrue();
        Recruiting.JobApproved(employer).Newest.DecisionReason.ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData(CollectionChannel.Mandate, null, 0, "jobs.evidence-missing")]
    [InlineData(CollectionChannel.Phone, "  ", 0, "jobs.evidence-missing")]
    [InlineData(CollectionChannel.Visit, "走访记录 2026-031", 1, "jobs.collected-on-wrong")]
    [InlineData(CollectionChannel.Visit, "走访记录 2025-011", -366, "jobs.collected-on-wrong")]
    [InlineData((CollectionChannel)9, "凭据", 0, "common.malformed")]
    [Clause("LH-4.4.2b", at: "Domain/Jobs/JobText.cs")]
    public void A_job_that_came_another_way_than_the_own_account_names_what_proves_it(CollectionChannel channel, string? evidence, int days, string code)
    {
        var posting = Recruiting.Posting with { Channel = channel, Evidence = evidence, CollectedOn = ChinaTime.DateOf(Now).AddDays(days) };
        JobPosting.Post(Guid.CreateVersion7(Now), Recruiting.EmployerApproved, Recruiting.Person, posting, Now).Refusal!.Code.ShouldBe(code);
    }

    [Fact]
    [Clause("LH-4.4.2b", at: "Domain/Jobs/JobPosting.cs")]
    public void Who_collected_a_job_does_not_verify_it()
    {
        var employer = Recruiting.EmployerApproved;
        var job = Recruiting.JobSubmitted(employer);
        job.Decide(new(true, null), employer, Recruiting.Person, Now).Refusal.ShouldBe(JobRefusals.OwnVerification);
        job.State.ShouldBe(JobState.Submitted);
        job.Decide(new(true, null), employer, Recruiting.Verifier, Now).IsAccepted.ShouldBeTrue();
    }
}
