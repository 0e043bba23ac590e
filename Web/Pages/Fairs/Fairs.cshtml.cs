using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts;
using Pinchang.Contracts.Fairs;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;
using Pinchang.Web.Shown;

namespace Pinchang.Web.Pages.Fairs;

public sealed class FairsModel(IServiceProvider services) : PageModel
{
    public FairSummary[] Open { get; private set; } = [];

    public FairSummary[] Today { get; private set; } = [];

    public FairSummary[] Coming { get; private set; } = [];

    public Page<FairSummary> Over { get; private set; } = new([], 0, 1, 20);

    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "page")] int number = 1)
    {
        var api = services.GetRequiredService<ApiClient>();
        var moments = services.GetRequiredService<Moments>();
        var open = api.FairsAsync(FairPhase.Open);
        var upcoming = api.FairsAsync(FairPhase.Upcoming);
        var over = api.FairsAsync(FairPhase.Over, number);
        await Task.WhenAll(open, upcoming, over);
        if ((await open).Value is not { } opened)
        {
            return this.Refuse(await open);
        }

        var coming = ((await upcoming).Value?.Items ?? []).OrderBy(fair => fair.OpensAt).ToArray();
        Open = opened.Items;
        Today = [.. coming.Where(fair => fair.OpensAt is { } at && moments.IsToday(at))];
        Coming = [.. coming.Except(Today)];
        Over = (await over).Value ?? Over;
        return Page();
    }
}
