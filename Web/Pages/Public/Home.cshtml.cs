using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Jobs;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Web.Calls;
using Pinchang.Web.Shown;

namespace Pinchang.Web.Pages.Public;

public sealed class HomeModel(IServiceProvider services) : PageModel
{
    private const int NewestJobs = 8;

    public LiveRoomSummary[] OnAir { get; private set; } = [];

    public LiveRoomSummary[] Today { get; private set; } = [];

    public LiveRoomSummary[] Later { get; private set; } = [];

    public JobSummary[] Jobs { get; private set; } = [];

    /// <summary>Api did not answer: the page says so instead of claiming that nothing is on.</summary>
    public bool IsOffline { get; private set; }

    public async Task OnGetAsync()
    {
        var api = services.GetRequiredService<ApiClient>();
        var moments = services.GetRequiredService<Moments>();
        var onAir = api.LiveRoomsAsync(LiveSessionState.OnAir);
        var scheduled = api.LiveRoomsAsync(LiveSessionState.Scheduled);
        var jobs = api.JobsAsync(null, null, 1);
        await Task.WhenAll(onAir, scheduled, jobs);

        var coming = ((await scheduled).Value?.Items ?? []).OrderBy(room => room.StartsAt).ToArray();
        OnAir = (await onAir).Value?.Items ?? [];
        Today = [.. coming.Where(room => moments.IsToday(room.StartsAt))];
        Later = [.. coming.Where(room => !moments.IsToday(room.StartsAt)).Take(6)];
        Jobs = [.. ((await jobs).Value?.Items ?? []).Take(NewestJobs)];
        IsOffline = !(await onAir).IsAccepted && !(await jobs).IsAccepted;
    }
}
