using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts;
using Pinchang.Contracts.Reviews;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Reviews;

/// <summary>How much is read again, what came of it, and each draw with its seed.</summary>
public sealed class SamplingModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    public SamplingStanding Standing { get; private set; } = new([], []);

    public bool MayManage { get; private set; }

    public bool MayReview { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        var answer = await _api.SamplingAsync();
        if (answer.Value is not { } standing)
        {
            return this.Refuse(answer);
        }

        Standing = standing;
        var session = await services.GetRequiredService<Visitor>().GetAsync();
        (MayManage, MayReview) = (session.May(Access.ManageSampling), session.May(Access.ReviewDesk));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid key, SampledKind kind, int percent, string? reason)
    {
        var answer = await _api.SetSamplingShareAsync(new(kind, percent, reason ?? ""), key);
        if (answer.Problem is { } problem)
        {
            this.Show(problem);
            return await OnGetAsync();
        }

        return Redirect("/operations/sampling");
    }
}
