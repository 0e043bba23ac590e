using Pinchang.Contracts.Jobs;

namespace Pinchang.Web.Tests;

public sealed class MarkedTextTests : IDisposable
{
    private readonly WebSite _site = new();

    [Fact]
    [Clause("LH-5.1.3c", at: "Web/Shown/MarkedTextTag.cs")]
    public async Task The_reviewer_sees_each_place_with_its_rule_and_the_text_stays_text()
    {
        var text = "限男。<script>押金200元";
        var job = Shapes.JobDetails(JobState.Submitted);
        job = job with
        {
            Posting = job.Posting with { Description = text },
            Marks =
            [
                new("description", "discrimination.sex", "限制\"性别\"", "LH-5.1.3c", true, "限男", 0, 2),
                new("description", "fees.deposit", "收取押金", "LH-5.1.3d", true, "押金200元", 11, 6),
                new("description", "fees.other", "与前一处重叠", "LH-5.1.3d", false, "200元", 13, 4),
            ],
        };
        _site.Api.Answer("GET /api/operations/jobs", Shapes.PageOf(job));

        var html = await _site.BrowserOf(Shapes.Operator).GetStringAsync("/operations/jobs");
        html.ShouldContain("<mark class=\"found grave\" title=\"限制&quot;性别&quot;\">限男</mark>。&lt;script&gt;<mark class=\"found grave\" title=\"收取押金\">押金200元</mark></div>");
        html.ShouldContain("系统标出 3 处，请逐处核对");
        html.ShouldContain("核对后仍要通过的，请写明理由");
    }

    public void Dispose() => _site.Dispose();
}
