using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Contracts.Notifications;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.MarkingOffice;

/// <summary>Proof of sending: which message told whom, and what became of it.</summary>
public sealed class DeliveriesModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid Project { get; set; }

    [BindProperty(SupportsGet = true)]
    public DeliveryState? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    public Page<Delivery> Deliveries { get; private set; } = new([], 0, 1, 20);

    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "page")] int number = 1)
    {
        var answer = await _api.DeliveriesAsync(Id, State, Q, Math.Max(1, number));
        if (answer.Value is not { } deliveries)
        {
            return this.Refuse(answer);
        }

        Deliveries = deliveries;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid key, Guid messageId)
    {
        var answer = await _api.RepeatDeliveryAsync(Id, messageId, key);
        if (answer.Problem is { } problem)
        {
            this.Show(problem);
            return await OnGetAsync();
        }

        return Redirect($"/exam-office/score-notices/{Id}/deliveries".With(("project", Project), ("state", State), ("q", Q)));
    }
}
