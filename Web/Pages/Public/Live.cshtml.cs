using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Public;

public sealed class LiveModel(IServiceProvider services) : PageModel
{
    public LiveSessionState State { get; private set; }

    public Page<LiveRoomSummary> Rooms { get; private set; } = new([], 0, 1, 20);

    /// <summary>Whoever asks for nothing special sees what is on air, or, while nothing is, what comes next.</summary>
    public async Task<IActionResult> OnGetAsync(LiveSessionState? state, [FromQuery(Name = "page")] int number = 1)
    {
        var api = services.GetRequiredService<ApiClient>();
        State = state ?? LiveSessionState.OnAir;
        var answer = await api.LiveRoomsAsync(State, Math.Max(1, number));
        if (state is null && answer.Value is { Items.Length: 0 })
        {
            State = LiveSessionState.Scheduled;
            answer = await api.LiveRoomsAsync(State, Math.Max(1, number));
        }

        if (answer.Value is not { } rooms)
        {
            return this.Refuse(answer);
        }

        Rooms = rooms;
        return Page();
    }
}
