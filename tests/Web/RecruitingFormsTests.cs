using Pinchang.Contracts.Jobs;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Contracts.Organisations;

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

    [Fact]
    public async Task An_ended_room_is_not_edited_and_has_no_desk_and_one_without_jobs_says_what_it_lacks()
    {
        async Task<string> Drawn(LiveRoomDetails room)
        {
            _site.Api.Answer($"GET /api/live-rooms/{Shapes.Id(30)}", room);
            return await _site.BrowserOf(Shapes.Recruiter).GetStringAsync($"/recruiting/live-rooms/{Shapes.Id(30)}");
        }

        var ended = await Drawn(Shapes.RoomDetails(LiveSessionState.Ended));
        ended.ShouldContain("直播已结束");
        ended.ShouldNotContain("name=\"startsAt\"");
        ended.ShouldNotContain("进直播台");

        var bare = await Drawn(Shapes.RoomDetails(LiveSessionState.Scheduled) with { Jobs = [] });
        bare.ShouldContain("还没有选岗位");
        bare.ShouldContain("name=\"startsAt\"");
    }

    [Fact]
    public async Task Who_holds_no_licence_for_rooms_reads_so_before_it_fills_in_the_form()
    {
        _site.Api.Answer("GET /api/employers/mine", Shapes.Employer(EmployerState.Approved) with { Rooms = new("licences.hr-service-missing", "开播需要许可证。") });
        var html = await _site.BrowserOf(Shapes.Recruiter).GetStringAsync("/recruiting/live-rooms/new");
        html.ShouldContain("开播需要许可证。");
        html.ShouldContain("href=\"/recruiting/licences\"");
        html.ShouldContain("type=\"submit\" disabled=\"disabled\">创建直播间");
    }

    [Fact]
    public async Task A_changed_room_says_that_it_is_saved()
    {
        var page = $"/recruiting/live-rooms/{Shapes.Id(30)}";
        _site.Api.Answer($"GET /api/live-rooms/{Shapes.Id(30)}", Shapes.RoomDetails(LiveSessionState.Scheduled))
            .Answer($"PUT /api/live-rooms/{Shapes.Id(30)}", Shapes.RoomDetails(LiveSessionState.Scheduled));
        var saved = await WebSite.SendFormAsync(_site.BrowserOf(Shapes.Recruiter), page, page, ("title", "澄海物流春招专场"));
        saved.Headers.Location!.ToString().ShouldBe(page);

        using var next = new HttpRequestMessage(HttpMethod.Get, page);
        next.Headers.Add("Cookie", string.Join("; ", saved.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]).Prepend("pinchang.session=a-token")));
        (await (await _site.Browser().SendAsync(next)).Content.ReadAsStringAsync()).ShouldContain("已保存");
    }

    public void Dispose() => _site.Dispose();

    private Task<string> DrawnAsync(JobDetails job)
    {
        _site.Api.Answer($"GET /api/jobs/{Shapes.Id(20)}", job);
        return _site.BrowserOf(Shapes.Recruiter).GetStringAsync($"/recruiting/jobs/{Shapes.Id(20)}");
    }
}
