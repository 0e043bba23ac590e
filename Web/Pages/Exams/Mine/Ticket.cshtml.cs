using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Exams;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Exams.Mine;

/// <summary>EX-6.2: the card that the candidate prints.</summary>
public sealed class TicketModel(IServiceProvider services) : PageModel
{
    public AdmissionTicket Ticket { get; private set; } = null!;

    public ExamSessionSummary[] Sittings { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        var api = services.GetRequiredService<ApiClient>();
        var answer = await api.TicketAsync(id);
        if (answer.Value is not { } ticket)
        {
            return this.Refuse(answer);
        }

        Ticket = ticket;
        Sittings = [.. ((await api.MySittingsAsync()).Value ?? []).Where(sitting => sitting.TicketNumber == ticket.TicketNumber).OrderBy(sitting => sitting.StartsAt)];
        return Page();
    }
}
