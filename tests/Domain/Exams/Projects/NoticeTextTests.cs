using Pinchang.Domain.Exams.Projects;

namespace Pinchang.Domain.Tests.Exams.Projects;

public sealed class NoticeTextTests
{
    [Theory]
    [Clause("EX-5.4", at: "Domain/Exams/Projects/NoticeText.cs")]
    [InlineData(null)]
    [InlineData("  ")]
    [InlineData("待定")]
    [InlineData("（待 定）")]
    [InlineData("暂待定。")]
    [InlineData("另行通知")]
    [InlineData("——")]
    [InlineData("TBD")]
    [InlineData("xxxx")]
    [InlineData("0000-00000000")]
    public void What_is_only_promised_is_missing(string? text) => NoticeText.IsMissing(text).ShouldBeTrue();

    [Theory]
    [InlineData("市人事考试服务中心")]
    [InlineData("0571-8765 4321")]
    [InlineData("具体时间另行通知，请关注公告")]
    public void What_says_something_is_not(string text) => NoticeText.IsMissing(text).ShouldBeFalse();
}
