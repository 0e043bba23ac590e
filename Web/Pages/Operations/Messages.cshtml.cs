using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Contracts.Notifications;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Operations;

/// <summary>What left by SMS and e-mail, the proof of it, and what did not leave.</summary>
public sealed class MessagesModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    [BindProperty(SupportsGet = true)]
    public DeliveryState? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public MessageChannel? Channel { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true, Name = "page")]
    public int Number { get; set; } = 1;

    [BindProperty(SupportsGet = true)]
    public int? Resent { get; set; }

    public Page<SentMessage> Messages { get; private set; } = new([], 0, 1, 20);

    public bool MayResend { get; private set; }

    public string Self(DeliveryState? state) => "/operations/messages".With(("state", state), ("channel", Channel), ("q", Q));

    public async Task<IActionResult> OnGetAsync()
    {
        MayResend = (await services.GetRequiredService<Visitor>().GetAsync()).May(Access.ResendMessages);
        var answer = await _api.SentMessagesAsync(State, Channel, Q, Math.Max(1, Number));
        if (answer.Value is { } messages)
        {
            Messages = messages;
        }
        else if (answer.Problem is { } problem && answer.Status == StatusCodes.Status400BadRequest)
        {
            this.Show(problem);
        }
        else
        {
            return this.Refuse(answer);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostOneAsync(Guid key, Guid id) => await AfterAsync((await _api.ResendMessageAsync(id, key)).Problem, 1);

    public async Task<IActionResult> OnPostAllAsync(Guid key)
    {
        var answer = await _api.ResendMessagesAsync(new(Channel, Q), key);
        return await AfterAsync(answer.Problem, answer.Value?.Count ?? 0);
    }

    private async Task<IActionResult> AfterAsync(Problem? problem, int count)
    {
        if (problem is null)
        {
            return Redirect("/operations/messages".With(("state", State), ("channel", Channel), ("q", Q), ("resent", count)));
        }

        this.Show(problem);
        return await OnGetAsync();
    }
}
