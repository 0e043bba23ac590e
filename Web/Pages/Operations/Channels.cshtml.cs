using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Jobs;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Operations;

/// <summary>By which ways jobs may be collected, what proves each, and who decided so.</summary>
public sealed class ChannelsModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    public CollectionChannelStanding[] Channels { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        var answer = await _api.CollectionChannelsAsync();
        if (answer.Value is not { } channels)
        {
            return this.Refuse(answer);
        }

        Channels = channels;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid key, CollectionChannel channel, bool approved, string? reason)
    {
        var answer = await _api.DecideChannelAsync(channel, new(approved, reason ?? ""), key);
        if (answer.IsAccepted)
        {
            return Redirect("/operations/collection-channels");
        }

        this.Show(answer.Problem!);
        return await OnGetAsync();
    }
}
