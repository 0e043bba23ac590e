using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts;
using Pinchang.Contracts.Notifications;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Candidate;

public sealed class InboxModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    public Page<InboxMessage> Messages { get; private set; } = new([], 0, 1, 20);

    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "page")] int number = 1)
    {
        var answer = await _api.InboxAsync(Math.Max(1, number));
        if (answer.Value is not { } messages)
        {
            return this.Refuse(answer);
        }

        Messages = messages;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, Guid key, string? link)
    {
        await _api.OpenMessageAsync(id, key);
        return Redirect(this.Onward(link, "/my/inbox"));
    }
}
