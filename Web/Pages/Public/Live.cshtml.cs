using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Public;

public sealed class LiveModel(IServiceProvider services) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public LiveSessionState State { get; set; } = LiveSessionState.OnAir;

    public Page<LiveRoomSummary> Rooms { get; private set; } = new([], 0, 1, 20);

    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "page")] int number = 1)
    {
        var answer = await services.GetRequiredService<ApiClient>().LiveRoomsAsync(State, Math.Max(1, number));
        if (answer.Value is not { } rooms)
        {
            return this.Refuse(answer);
        }

        Rooms = rooms;
        return Page();
    }
}
