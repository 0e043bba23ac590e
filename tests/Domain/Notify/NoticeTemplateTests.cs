using Pinchang.Contracts.Notifications;
using Pinchang.Domain.Notify;

namespace Pinchang.Domain.Tests.Notify;

public sealed class NoticeTemplateTests
{
    private static readonly NoticeTemplate Own = new("job-refused", "岗位未通过审核", "岗位“{岗位}”未通过审核，原因：{原因}。", ["岗位", "原因"]);

    [Fact]
    public void Places_are_filled_once_and_what_is_filled_in_is_not_looked_at_again() =>
        NoticeTemplate.Fill("{岗位}：{原因}（{别的}）", Own.Places, ["{原因}", "工资低"]).ShouldBe("{原因}：工资低（{别的}）");

    [Theory]
    [InlineData("退回修改", "“{岗位}”请修改：{原因}", null, null)]
    [InlineData("{岗位}退回", "请修改：{原因}", null, null)]
    [InlineData("退回修改", "“{岗位}”请修改", "notice-texts.place-missing", "text")]
    [InlineData("退回修改", "“{岗位}”请修改：{原因}，{工资}", "notice-texts.place-unknown", "text")]
    [InlineData("{0}退回", "“{岗位}”：{原因}", "notice-texts.place-unknown", "subject")]
    [InlineData(" ", "“{岗位}”：{原因}", "common.required", "subject")]
    [InlineData("退回", null, "common.required", "text")]
    public void A_wording_names_known_places_and_leaves_none_out(string subject, string? text, string? code, string? field)
    {
        var refusal = Own.WhyNot(subject, text);

        (refusal?.Code, refusal?.Field).ShouldBe((code, field));
    }

    [Fact]
    public void A_subject_is_no_longer_than_a_text_message_carries()
    {
        Own.WhyNot(new('长', 36), Own.Text)!.Code.ShouldBe("common.too-long");
        Own.WhyNot(new('长', 35), Own.Text).ShouldBeNull();
        Own.WhyNot("退回", Own.Text + new string('长', 300))!.Code.ShouldBe("common.too-long");
    }

    [Fact]
    public void What_changes_nothing_is_told_and_the_products_own_comes_back_once()
    {
        Write(null, new(Own.Subject, Own.Text, "试")).ShouldBe("notice-texts.unchanged");
        Write(null, new(null, null, "试")).ShouldBe("notice-texts.unchanged");
        Write(null, new("退回", Own.Text, " ")).ShouldBe("common.required");
        var written = NoticeWording.Of(Guid.NewGuid(), Guid.NewGuid(), Own, null, new("退回", Own.Text, "短些"), Guid.NewGuid(), DateTimeOffset.UnixEpoch).Value;
        Write(written, new("退回", Own.Text, "再来")).ShouldBe("notice-texts.unchanged");
        Write(written, new(null, null, "还是原来的好")).ShouldBeNull();
    }

    private static string? Write(NoticeWording? last, EditNoticeText edit)
    {
        var outcome = NoticeWording.Of(Guid.NewGuid(), Guid.NewGuid(), Own, last, edit, Guid.NewGuid(), DateTimeOffset.UnixEpoch);
        return outcome.IsAccepted ? null : outcome.Refusal.Code;
    }
}
