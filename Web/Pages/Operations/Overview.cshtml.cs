using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Jobs;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Contracts.Organisations;
using Pinchang.Web.Calls;

namespace Pinchang.Web.Pages.Operations;

public sealed class OverviewModel(IServiceProvider services) : PageModel
{
    public EmployerSummary[] Employers { get; private set; } = [];

    public JobDetails[] Jobs { get; private set; } = [];

    public LiveRoomSummary[] OnAir { get; private set; } = [];

    public int EmployersWaiting { get; private set; }

    public int JobsWaiting { get; private set; }

    public async Task OnGetAsync()
    {
        var api = services.GetRequiredService<ApiClient>();
        var employers = api.EmployersToReviewAsync(EmployerState.Submitted, null, 1);
        var jobs = api.JobsToReviewAsync(JobState.Submitted, 1);
        var rooms = api.LiveRoomsAsync(LiveSessionState.OnAir);
        await Task.WhenAll(employers, jobs, rooms);

        EmployersWaiting = (await employers).Value?.Total ?? 0;
        JobsWaiting = (await jobs).Value?.Total ?? 0;
        Employers = [.. ((await employers).Value?.Items ?? []).Take(5)];
        Jobs = [.. ((await jobs).Value?.Items ?? []).Take(5)];
        OnAir = (await rooms).Value?.Items ?? [];
    }
}
