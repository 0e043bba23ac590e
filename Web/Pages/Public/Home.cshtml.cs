using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Exams;
using Pinchang.Contracts.Fairs;
using Pinchang.Contracts.Jobs;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Web.Calls;
using Pinchang.Web.Shown;

namespace Pinchang.Web.Pages.Public;

public sealed class HomeModel(IServiceProvider services) : PageModel
{
    private const int NewestJobs = 8;
    private const int MostFairs = 3;
    private const int OpenExams = 4;

    public LiveRoomSummary[] OnAir { get; private set; } = [];

    public LiveRoomSummary[] Today { get; private set; } = [];

    public LiveRoomSummary[] Later { get; private set; } = [];

    /// <summary>Open now, then the next to come.</summary>
    public FairSummary[] Fairs { get; private set; } = [];

    public JobSummary[] Jobs { get; private set; } = [];

    /// <summary>Open for registration, the one that closes soonest first.</summary>
    public ExamSummary[] Exams { get; private set; } = [];

    /// <summary>Api did not answer: the page says so instead of claiming that nothing is on.</summary>
    public bool IsOffline { get; private set; }

    public async Task OnGetAsync()
    {
        var api = services.GetRequiredService<ApiClient>();
        var moments = services.GetRequiredService<Moments>();
        var onAir = api.LiveRoomsAsync(LiveSessionState.OnAir);
        var scheduled = api.LiveRoomsAsync(LiveSessionState.Scheduled);
        var jobs = api.JobsAsync(null, null, 1);
        var openFairs = api.FairsAsync(FairPhase.Open);
        var comingFairs = api.FairsAsync(FairPhase.Upcoming);
        var exams = api.ExamsAsync(RegistrationPhase.Open);
        await Task.WhenAll(onAir, scheduled, jobs, openFairs, comingFairs, exams);

        var coming = ((await scheduled).Value?.Items ?? []).OrderBy(room => room.StartsAt).ToArray();
        OnAir = (await onAir).Value?.Items ?? [];
        Today = [.. coming.Where(room => moments.IsToday(room.StartsAt))];
        Later = [.. coming.Where(room => !moments.IsToday(room.StartsAt)).Take(6)];
        Jobs = [.. ((await jobs).Value?.Items ?? []).Take(NewestJobs)];
        Fairs = [.. ((await openFairs).Value?.Items ?? []).Concat(((await comingFairs).Value?.Items ?? []).OrderBy(fair => fair.OpensAt)).Take(MostFairs)];
        Exams = [.. ((await exams).Value?.Items ?? []).Take(OpenExams)];
        IsOffline = !(await onAir).IsAccepted && !(await jobs).IsAccepted;
    }
}
