using Pinchang.Contracts.Jobs;

namespace Pinchang.Web.Tests;

/// <summary>What a recruiter's forms keep, ask and no longer offer.</summary>
public sealed class RecruitingFormsTests : IDisposable
{
    private readonly WebSite _site = new();

    [Theory]
    [InlineData("1–3 年")]
    [InlineData("有叉车证优先")]
    public async Task A_job_keeps_the_experience_it_was_stored_with(string experience)
    {
        var job = Shapes.JobDetails();
        var html = await DrawnAsync(job with { Posting = job.Posting with { Experience = experience } });
        html.ShouldContain($"<option selected=\"selected\">{experience}</option>");
    }

    [Fact]
    public async Task Closing_a_job_asks_first_and_a_closed_job_offers_no_saving()
    {
        var open = await DrawnAsync(Shapes.JobDetails());
        open.ShouldContain("下架后不能恢复");
        open.IndexOf("<details class=\"withdraw\"", StringComparison.Ordinal).ShouldBeLessThan(open.IndexOf("下架“仓储主管”</button>", StringComparison.Ordinal));

        var closed = await DrawnAsync(Shapes.JobDetails(JobState.Closed));
        closed.ShouldContain("这个岗位已下架");
        closed.ShouldNotContain("重新提交审核");
        closed.ShouldNotContain("handler=Close");
    }

    public void Dispose() => _site.Dispose();

    private Task<string> DrawnAsync(JobDetails job)
    {
        _site.Api.Answer($"GET /api/jobs/{Shapes.Id(20)}", job);
        return _site.BrowserOf(Shapes.Recruiter).GetStringAsync($"/recruiting/jobs/{Shapes.Id(20)}");
    }
}
