using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Accounts;
using Pinchang.Contracts.Applications;
using Pinchang.Contracts.Jobs;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Web.Calls;

namespace Pinchang.Web.Pages.Recruiting;

public sealed class DashboardModel(IServiceProvider services) : PageModel
{
    private const int Newest = 6;

    public SessionDetails Session { get; private set; } = SessionDetails.Anonymous;

    public LiveRoomSummary[] Rooms { get; private set; } = [];

    public ApplicationSummary[] Received { get; private set; } = [];

    public int Unread { get; private set; }

    public int OpenJobs { get; private set; }

    public int JobsInReview { get; private set; }

    public int RefusedJobs { get; private set; }

    public async Task OnGetAsync()
    {
        var api = services.GetRequiredService<ApiClient>();
        Session = await services.GetRequiredService<Visitor>().GetAsync();
        var rooms = api.MyLiveRoomsAsync();
        var received = api.ReceivedApplicationsAsync(null, null, ApplicationState.Received, null, 1);
        var open = api.MyJobsAsync(JobState.Approved);
        var submitted = api.MyJobsAsync(JobState.Submitted);
        var refused = api.MyJobsAsync(JobState.Refused);
        await Task.WhenAll(rooms, received, open, submitted, refused);

        Rooms = [.. ((await rooms).Value?.Items ?? []).Where(room => room.State != LiveSessionState.Ended).OrderBy(room => room.StartsAt).Take(3)];
        Received = [.. ((await received).Value?.Items ?? []).Take(Newest)];
        Unread = (await received).Value?.Total ?? 0;
        OpenJobs = (await open).Value?.Total ?? 0;
        JobsInReview = (await submitted).Value?.Total ?? 0;
        RefusedJobs = (await refused).Value?.Total ?? 0;
    }
}
