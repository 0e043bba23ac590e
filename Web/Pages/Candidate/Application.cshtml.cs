using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Applications;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Candidate;

public sealed class ApplicationModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    public ApplicationDetails Application { get; private set; } = null!;

    public bool MayWithdraw =>
        Application.Summary.State is ApplicationState.Received or ApplicationState.Viewed or ApplicationState.Shortlisted;

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        var answer = await _api.ApplicationAsync(id);
        if (answer.Value is not { } application)
        {
            return this.Refuse(answer);
        }

        Application = application;
        return Page();
    }

    public async Task<IActionResult> OnPostWithdrawAsync(Guid id, Guid key)
    {
        var answer = await _api.WithdrawApplicationAsync(id, key);
        if (answer.Problem is { } problem)
        {
            this.Show(problem);
            return await OnGetAsync(id);
        }

        return Redirect($"/my/applications/{id}");
    }
}
