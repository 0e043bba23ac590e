using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Recruiting;

public sealed class DeskModel(IServiceProvider services) : PageModel
{
    public LiveRoomDetails Room { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        var answer = await services.GetRequiredService<ApiClient>().LiveRoomAsync(id);
        if (answer.Value is not { } room)
        {
            return this.Refuse(answer);
        }

        if (!room.CanModerate)
        {
            return new StatusCodeResult(StatusCodes.Status403Forbidden);
        }

        Room = room;
        return Page();
    }
}
