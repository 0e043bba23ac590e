using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Recruiting;

public sealed class SummaryModel(IServiceProvider services) : PageModel
{
    public LiveRoomDetails Room { get; private set; } = null!;

    public SessionSummary Summary { get; private set; } = null!;

    /// <summary>The figures for the charts; every one of them is on the page as text too.</summary>
    public string ChartJson => JsonSerializer.Serialize(new { Summary.Audience, Summary.Sources }, ApiClient.Json);

    public async Task<IActionResult> OnGetAsync(Guid id, Guid? session)
    {
        var api = services.GetRequiredService<ApiClient>();
        var room = await api.LiveRoomAsync(id);
        var summary = await api.SessionSummaryAsync(id, session);
        if (room.Value is null || summary.Value is null)
        {
            return room.Value is null ? this.Refuse(room) : this.Refuse(summary);
        }

        Room = room.Value;
        Summary = summary.Value;
        return Page();
    }
}
