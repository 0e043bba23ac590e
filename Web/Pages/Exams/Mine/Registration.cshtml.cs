using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Exams;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Exams.Mine;

/// <summary>EX-4.3-info: one registration with its progress; and as the form that is printed.</summary>
public sealed class RegistrationModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    public RegistrationDetails Registration { get; private set; } = null!;

    public ExamSessionSummary[] Sittings { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        var answer = await _api.RegistrationAsync(id);
        if (answer.Value is not { } registration)
        {
            return this.Refuse(answer);
        }

        Registration = registration;
        Sittings = registration.Summary.TicketNumber is { } number
            ? [.. ((await _api.MySittingsAsync()).Value ?? []).Where(sitting => sitting.TicketNumber == number).OrderBy(sitting => sitting.StartsAt)]
            : [];
        return Page();
    }

    public async Task<IActionResult> OnPostWithdrawAsync(Guid id, Guid key)
    {
        var answer = await _api.WithdrawRegistrationAsync(id, key);
        if (answer.Problem is { } problem)
        {
            this.Show(problem);
            return await OnGetAsync(id);
        }

        return Redirect($"/my/exams/{id}");
    }
}
