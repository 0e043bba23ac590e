using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts;
using Pinchang.Contracts.Jobs;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Contracts.Resumes;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;
using Pinchang.Web.Shown;

namespace Pinchang.Web.Pages.Recruiting;

[RequestSizeLimit(UploadBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = UploadBytes)]
public sealed class LiveRoomModel(IServiceProvider services, TimeProvider time) : PageModel
{
    private const int UploadBytes = 12 * 1024 * 1024;

    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    [BindProperty]
    public RoomForm Form { get; set; } = new();

    /// <summary>Null for a room that is being planned for the first time.</summary>
    public LiveRoomDetails? Room { get; private set; }

    /// <summary>LH-4.2.3: what stands in the way of publishing it, or of going live.</summary>
    public Hindrance? Hindrance { get; private set; }

    /// <summary>What may be shown: the employer's approved jobs.</summary>
    public JobSummary[] Jobs { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid? id)
    {
        if (id is { } roomId)
        {
            var answer = await _api.LiveRoomAsync(roomId);
            if (answer.Value is not { } room)
            {
                return this.Refuse(answer);
            }

            Room = room;
            Form = RoomForm.Of(room);
        }
        else
        {
            Form.StartsAt = services.GetRequiredService<Moments>().Now.Date.AddDays(1).AddHours(14);
        }

        await DrawAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid? id, Guid key, IFormFile? cover)
    {
        if (cover is not null)
        {
            var stored = await _api.StoreFileAsync(FileKind.Cover, cover, Guid.CreateVersion7(time.GetUtcNow()));
            if (stored.Value is null)
            {
                return await RefusedAsync(id, stored.Problem! with { Field = "cover" });
            }

            Form.CoverFileId = stored.Value.Id;
        }

        var answer = id is { } roomId ? await _api.ChangeLiveRoomAsync(roomId, Form.ToRequest()) : await _api.PlanLiveRoomAsync(Form.ToRequest(), key);
        if (answer.Value is not { } room)
        {
            return await RefusedAsync(id, answer.Problem!);
        }

        TempData["Done"] = "saved";
        return Redirect($"/recruiting/live-rooms/{room.Summary.Id}");
    }

    private async Task<IActionResult> RefusedAsync(Guid? id, Problem problem)
    {
        this.Show(problem);
        Room = id is { } roomId ? (await _api.LiveRoomAsync(roomId)).Value : null;
        await DrawAsync();
        return Page();
    }

    private async Task DrawAsync()
    {
        Hindrance = Room is null ? (await _api.MyEmployerAsync()).Value?.Rooms : Room.GoingLive;
        var approved = (await _api.MyJobsAsync(JobState.Approved)).Value?.Items ?? [];
        // Those already chosen stand first, in the order of the drawer.
        Jobs = [.. approved.Select(job => job.Summary).OrderBy(job => Form.JobIds.IndexOf(job.Id) is var at and >= 0 ? at : int.MaxValue)];
        Form.Rundown.Add(new());
    }
}
