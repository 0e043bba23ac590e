using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Accounts;
using Pinchang.Contracts.Fairs;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Fairs;

/// <summary>The lobby: halls as chapters. The page lists the booths; its element makes them move.</summary>
public sealed class HallsModel(IServiceProvider services) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>Whether somebody looked for something in particular.</summary>
    public bool IsNarrowed { get; private set; }

    public LobbyDetails Lobby { get; private set; } = null!;

    public SessionDetails Session { get; private set; } = SessionDetails.Anonymous;

    public async Task<IActionResult> OnGetAsync(Guid id, Guid? hall, string? city)
    {
        var answer = await services.GetRequiredService<ApiClient>().LobbyAsync(id, Q, hall, city);
        if (answer.Value is not { } lobby)
        {
            return this.Refuse(answer);
        }

        (Lobby, IsNarrowed) = (lobby, !string.IsNullOrWhiteSpace(Q) || hall is not null || !string.IsNullOrWhiteSpace(city));
        Session = await services.GetRequiredService<Visitor>().GetAsync();
        return Page();
    }
}
