using Pinchang.Contracts.Documents;
using Pinchang.Domain.Documents;

namespace Pinchang.Domain.Tests.Documents;

public sealed class ManagedDocumentTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = ChinaTime.DateOf(Now);
    private static readonly Guid Author = Id(1);
    private static readonly Guid Approver = Id(2);
    private static readonly DocumentSection[] Asked = [new("适用范围", "LH-4.4.2a"), new("禁止行为", "LH-4.4.2a")];

    private static SaveDocument Filled => new()
    {
        Markdown = "## 适用范围\n\n本规则适用于所有主播和场控人员。\n\n## 禁止行为\n\n不得发布歧视性条件，不得收取任何费用。",
        ValidFrom = Today,
        ReviewBy = Today.AddMonths(6),
    };

    [Theory]
    [InlineData("待定")]
    [InlineData("  ")]
    [InlineData("- 略")]
    [InlineData("由【请填写姓名】负责执行和检查。")]
    [InlineData("联系电话 ____ ，工作时间内有人接听。")]
    [Clause("LH-4.4.2a", at: "Domain/Documents/DocumentText.cs")]
    public void What_still_has_a_place_to_fill_in_is_not_handed_in(string body)
    {
        var document = New();
        document.Write(Filled with { Markdown = $"## 适用范围\n\n{body}\n\n## 禁止行为\n\n不得发布歧视性条件，不得收取任何费用。" }, Author, Now);
        var refusal = document.Submit(Asked).Refusal.ShouldNotBeNull();
        (refusal.Code, refusal.Arguments[0]).ShouldBe(("documents.gaps", "适用范围"));
    }

    [Fact]
    public void Words_that_only_look_like_a_gap_are_none() =>
        DocumentText.GapsOf("## 战略\n\n机构的发展战略略有调整，适用于全体人员。", [new("战略", "LH-4.4.1")]).ShouldBeEmpty();

    [Fact]
    [Clause("LH-4.4.1", at: "Domain/Documents/ManagedDocument.cs")]
    [Clause("JF-8.1", at: "Domain/Documents/ManagedDocument.cs")]
    public void It_is_in_force_only_when_another_approved_it_all_acknowledged_and_its_review_is_to_come()
    {
        var document = New();
        document.StandingOn(Today, 0).ShouldBe(DocumentStanding.Missing);
        document.Submit(Asked).Refusal.ShouldBe(DocumentRefusals.NothingToSubmit);
        document.Write(Filled, Author, Now).IsAccepted.ShouldBeTrue();
        document.Submit(Asked).IsAccepted.ShouldBeTrue();
        document.Write(Filled, Author, Now).Refusal.ShouldBe(DocumentRefusals.AwaitsDecision);
        document.Decide(new(true, null), Author, Now).Refusal.ShouldBe(DocumentRefusals.OwnDecision);
        document.StandingOn(Today, 0).ShouldBe(DocumentStanding.Missing);

        document.Decide(new(true, null), Approver, Now).IsAccepted.ShouldBeTrue();
        document.StandingOn(Today, 2).ShouldBe(DocumentStanding.Unacknowledged);
        document.StandingOn(Today, 0).ShouldBe(DocumentStanding.InForce);
        document.StandingOn(Today.AddDays(-1), 0).ShouldBe(DocumentStanding.NotYet);
        document.StandingOn(Filled.ReviewBy.AddDays(-30), 0).ShouldBe(DocumentStanding.Due);
        document.StandingOn(Filled.ReviewBy.AddDays(1), 0).ShouldBe(DocumentStanding.Lapsed);
    }

    [Fact]
    public void A_refused_version_says_why_and_the_published_one_holds_meanwhile()
    {
        var document = Published();
        document.Write(Filled with { Markdown = Filled.Markdown + "\n\n补充一段。" }, Author, Now);
        document.Submit(Asked);
        document.Decide(new(false, " "), Approver, Now).Refusal!.Code.ShouldBe("documents.reason-required");
        document.Decide(new(false, "补充内容没有依据"), Approver, Now).IsAccepted.ShouldBeTrue();
        (document.PublishedVersion, document.NewestVersion, document.Newest!.State).ShouldBe((1, 2, DocumentState.Refused));
        document.StandingOn(Today, 0).ShouldBe(DocumentStanding.InForce);

        document.Write(Filled, Approver, Now);
        document.Submit(Asked);
        document.Decide(new(true, null), Author, Now).IsAccepted.ShouldBeTrue();
        document.Versions.Select(version => version.State).ShouldBe([DocumentState.Superseded, DocumentState.Published]);
    }

    [Fact]
    public void Its_days_follow_each_other_and_its_review_comes_within_a_year()
    {
        New().Write(Filled with { ReviewBy = Today }, Author, Now).Refusal!.Field.ShouldBe("reviewBy");
        New().Write(Filled with { ValidUntil = Today }, Author, Now).Refusal!.Field.ShouldBe("validUntil");
        New().Write(Filled with { ReviewBy = Today.AddMonths(13) }, Author, Now).Refusal!.Code.ShouldBe("documents.review-too-far");
    }

    [Fact]
    public void Its_owner_is_told_of_each_step_before_the_review_once()
    {
        var document = Published();
        document.Remind(Filled.ReviewBy.AddDays(-31)).ShouldBeNull();
        document.Remind(Filled.ReviewBy.AddDays(-30)).ShouldBe(30);
        document.Remind(Filled.ReviewBy.AddDays(-20)).ShouldBeNull();
        document.Remind(Filled.ReviewBy.AddDays(-5)).ShouldBe(7);
        document.Remind(Filled.ReviewBy.AddDays(3)).ShouldBe(0);
        document.Remind(Filled.ReviewBy.AddDays(4)).ShouldBeNull();
    }

    [Fact]
    public void Lines_are_compared_by_what_they_have_in_common() =>
        DocumentText.Compare("一\n二\n三", "一\n二点五\n三\n四").Select(line => $"{line.Change} {line.Text}")
            .ShouldBe(["Same 一", "Removed 二", "Added 二点五", "Same 三", "Added 四"]);

    [Fact]
    [Clause("JF-8.2", at: "Domain/Documents/DocumentTemplates.cs")]
    [Clause("JF-9b", at: "Domain/Documents/DocumentTemplates.cs")]
    [Clause("EX-5.2", at: "Domain/Documents/DocumentTemplates.cs")]
    [Clause("EX-7.1", at: "Domain/Documents/DocumentTemplates.cs")]
    public void Every_required_document_ships_with_a_text_that_has_its_sections()
    {
        DocumentTemplates.All.Select(template => template.Key).ShouldBeUnique();
        DocumentTemplates.All.ShouldAllBe(template => template.Sections.Length >= 2);
        DocumentTemplates.All.Where(template => template.Kind == DocumentKind.Plan && template.Service == DocumentService.JobFair)
            .Select(template => template.Title).ShouldBe(["信息安全方案", "应急预案", "展区布置方案"]);
    }

    private static ManagedDocument New() => ManagedDocument.Of(Id(9), Id(8), "live-service-rules", Author);

    private static ManagedDocument Published()
    {
        var document = New();
        document.Write(Filled, Author, Now);
        document.Submit(Asked);
        document.Decide(new(true, null), Approver, Now);
        return document;
    }

    private static Guid Id(int number) => new(number, 0, 0, new byte[8]);
}
