using Pinchang.Contracts.Fairs;
using Pinchang.Domain.Fairs;

namespace Pinchang.Domain.Tests.Fairs;

public sealed class AnnouncementTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 1, 0, 0, TimeSpan.Zero);

    internal static readonly SaveFair Whole = new()
    {
        Name = "春季网络招聘会",
        Organizer = "聘场人力资源",
        CoOrganizers = "无",
        OpensAt = Now.AddDays(3),
        ClosesAt = Now.AddDays(3).AddHours(6),
        Content = "线上设展洽谈",
        Audience = "求职者",
        Scale = "企业 20 家",
        Requirements = "实名",
        HowToRegister = "在线报名",
        Enquiries = "0755-12345678",
        Halls = [new(null, "综合展区", null)],
    };

    public static TheoryData<string, SaveFair> Gaps() => new()
    {
        { "主办单位", Whole with { Organizer = " " } },
        { "协办单位", Whole with { CoOrganizers = null } },
        { "开始时间", Whole with { OpensAt = null } },
        { "内容", Whole with { Content = "" } },
        { "对象", Whole with { Audience = null } },
        { "规模", Whole with { Scale = "待定" } },
        { "规模", Whole with { Scale = "具体规模待定" } },
        { "参会要求", Whole with { Requirements = null } },
        { "报名方式", Whole with { HowToRegister = "另行通知" } },
        { "咨询与联系方式", Whole with { Enquiries = null } },
    };

    [Theory]
    [MemberData(nameof(Gaps))]
    [Clause("JF-8.3.1-ad", at: "Domain/Fairs/Announcement.cs")]
    public void A_gap_is_named_and_nothing_is_published(string name, SaveFair fair)
    {
        var refusal = Announcement.WhyNotPublishable(fair, Now)!;
        refusal.Code.ShouldBeOneOf("fairs.element-missing", "fairs.element-provisional");
        refusal.Arguments.ShouldBe([name]);
    }

    [Fact]
    public void A_whole_announcement_is_published_once()
    {
        var fair = JobFair.Draft(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Whole, Now).Value!;
        fair.Publish(null, Now).IsAccepted.ShouldBeTrue();
        fair.Publish(null, Now.AddMinutes(1)).Value!.PublishedAt.ShouldBe(Now);
        fair.Edit(Whole, Now).Refusal!.Code.ShouldBe("fairs.already-published");
    }

    [Fact]
    public void A_start_in_the_past_and_an_end_before_the_start_are_refused()
    {
        Announcement.WhyNotPublishable(Whole with { OpensAt = Now.AddMinutes(-1) }, Now)!.Code.ShouldBe("fairs.starts-in-past");
        Announcement.Check(Whole with { ClosesAt = Whole.OpensAt })!.Code.ShouldBe("fairs.ends-before-start");
    }

    [Fact]
    [Clause("JF-8.4", at: "Domain/Fairs/JobFair.cs")]
    public void A_change_says_what_changed_and_no_change_is_none()
    {
        var fair = JobFair.Draft(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Whole, Now).Value!;
        fair.Change(Whole, null, Now).Refusal!.Code.ShouldBe("fairs.not-published");
        fair.Publish(null, Now);
        var stands = fair.ToAnnouncement();
        fair.Change(stands, null, Now).Refusal!.Code.ShouldBe("fairs.nothing-changed");
        fair.Change(stands with { Scale = "企业 30 家" }, null, Now).Value!.Text.ShouldBe("规模：原为“企业 20 家”，改为“企业 30 家”");
        var arranged = fair.Change(
            stands with { Settings = stands.Settings with { MostPlaces = 5 }, Halls = [.. stands.Halls, new(null, "校企专区", null)], Scale = "企业 30 家" }, null, Now);
        arranged.Value.ShouldNotBeNull(arranged.Refusal?.Code).Text
            .ShouldBe($"展区：原为“综合展区”，改为“综合展区、校企专区”；同时持号数：原为“{stands.Settings.MostPlaces} 个”，改为“5 个”");
        stands = fair.ToAnnouncement();
        fair.Change(stands with { ClosesAt = stands.OpensAt!.Value.AddHours(2) }, null, stands.OpensAt!.Value.AddHours(3)).Refusal!.Code.ShouldBe("fairs.ends-in-past");
        fair.Change(stands with { Organizer = "待定" }, null, Now).Refusal!.Code.ShouldBe("fairs.element-provisional");
        fair.Cancel(Now).IsAccepted.ShouldBeTrue();
        fair.Change(stands, null, Now).Refusal!.Code.ShouldBe("fairs.cancelled");
    }

    [Fact]
    [Clause("JF-7.2", at: "Domain/Fairs/Announcement.cs")]
    public void What_a_rule_forbids_is_marked_in_a_draft_and_is_published_only_on_a_ground()
    {
        var fair = JobFair.Draft(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Whole with { Requirements = "限男性，须实名" }, Now).Value!;
        var mark = Announcement.Marks(fair.ToAnnouncement()).ShouldHaveSingleItem();
        (mark.Field, mark.Grave).ShouldBe(("requirements", true));
        var refusal = fair.Publish(" ", Now).Refusal!;
        (refusal.Code, refusal.Field).ShouldBe(("screening.unexplained", "ground"));
        fair.Publish("《女职工劳动保护特别规定》附录", Now).IsAccepted.ShouldBeTrue();

        // What was answered for once is not asked for again; what is new is.
        var stands = fair.ToAnnouncement();
        fair.Change(stands with { Scale = "企业 30 家" }, null, Now).IsAccepted.ShouldBeTrue();
        fair.Change(stands with { Audience = "仅限汉族" }, null, Now).Refusal!.Code.ShouldBe("screening.unexplained");
        Announcement.Marks(Whole with { Enquiries = "加微信 fair2026" }).ShouldBeEmpty();
    }
}
