using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Exams;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Exams.Mine;

public sealed class RegistrationsModel(IServiceProvider services) : PageModel
{
    private ExamSessionSummary[] _sittings = [];

    public RegistrationSummary[] Mine { get; private set; } = [];

    public IEnumerable<ExamSessionSummary> SittingsOf(RegistrationSummary registration) =>
        registration.TicketNumber is { } number ? _sittings.Where(sitting => sitting.TicketNumber == number).OrderBy(sitting => sitting.StartsAt) : [];

    public async Task<IActionResult> OnGetAsync()
    {
        var api = services.GetRequiredService<ApiClient>();
        var answer = await api.MyRegistrationsAsync();
        if (answer.Value is not { } mine)
        {
            return this.Refuse(answer);
        }

        Mine = mine;
        _sittings = mine.Any(registration => registration.TicketNumber is not null) ? (await api.MySittingsAsync()).Value ?? [] : [];
        return Page();
    }
}
