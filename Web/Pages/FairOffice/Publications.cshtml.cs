using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Fairs;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.FairOffice;

/// <summary>Where the announcement stands, and the proofs that each change was published there too (JF-8.4).</summary>
public sealed class PublicationsModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    public FairDetails Fair { get; private set; } = null!;

    public FairPublication[] Publications { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        var fair = await _api.FairAsync(id);
        var publications = await _api.FairPublicationsAsync(id);
        if (fair.Value is null || publications.Value is null)
        {
            return fair.Value is null ? this.Refuse(fair) : this.Refuse(publications);
        }

        Fair = fair.Value;
        Publications = publications.Value;
        return Page();
    }

    public async Task<IActionResult> OnPostAddAsync(Guid id, string? medium, string? address, string? proof, Guid key) => await AfterAsync(
        id,
        await _api.PublishFairAsync(id, new() { Medium = medium?.Trim() ?? "", Address = address?.Trim(), Proof = proof?.Trim() }, key),
        "recorded");

    public async Task<IActionResult> OnPostProveAsync(Guid id, Guid taskId, string? proof, Guid key) =>
        await AfterAsync(id, await _api.ProveFairNoticeAsync(id, taskId, proof?.Trim() ?? "", key), "proof-kept");

    private async Task<IActionResult> AfterAsync<T>(Guid id, ApiAnswer<T> answer, string done)
        where T : class
    {
        if (answer.Problem is { } problem)
        {
            this.Show(problem);
            return await OnGetAsync(id);
        }

        TempData["Done"] = done;
        return Redirect($"/operations/fairs/{id}/publications");
    }
}
