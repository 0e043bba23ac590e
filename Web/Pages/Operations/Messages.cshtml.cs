using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts;
using Pinchang.Contracts.Notifications;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Operations;

public sealed class MessagesModel(IServiceProvider services) : PageModel
{
    public Page<SentMessage> Messages { get; private set; } = new([], 0, 1, 20);

    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "page")] int number = 1)
    {
        var answer = await services.GetRequiredService<ApiClient>().SentMessagesAsync(null, Math.Max(1, number));
        if (answer.Value is not { } messages)
        {
            return this.Refuse(answer);
        }

        Messages = messages;
        return Page();
    }
}
