using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Reviews;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Reviews;

/// <summary>What was refused and why; the author says once why that is wrong, and reads here what became of it.</summary>
public sealed class AppealModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    public ReviewAppealDetails Appeal { get; private set; } = null!;

    /// <summary>What was typed, when it was turned away.</summary>
    public string? Written { get; private set; }

    public string Back => Appeal.Kind switch
    {
        ReviewKind.Employer => "/register-employer",
        ReviewKind.Licence => "/recruiting/licences",
        _ => $"/recruiting/jobs/{Appeal.ThingId}",
    };

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        var answer = await _api.ReviewAppealAsync(id);
        if (answer.Value is not { } appeal)
        {
            return this.Refuse(answer);
        }

        Appeal = appeal;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, Guid key, string? text)
    {
        var answer = await _api.AppealReviewAsync(id, new() { Text = text ?? "" }, key);
        if (answer.Problem is not { } problem)
        {
            return Redirect($"/appeals/{id}");
        }

        this.Show(problem);
        Written = text;
        return await OnGetAsync(id);
    }
}
