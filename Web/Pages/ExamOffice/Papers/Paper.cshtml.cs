using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;
using Pinchang.Web.Shown;

namespace Pinchang.Web.Pages.ExamOffice.Papers;

/// <summary>A paper from outside: how far its sealing is, when it opens, and who tried what.</summary>
public sealed class PaperModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    public PaperDetails Details { get; private set; } = null!;

    public Page<PaperAccessLine> Access { get; private set; } = new([], 0, 1, 20);

    public PaperReassembly? Reassembly { get; private set; }

    /// <summary>The times that were typed, when they were refused.</summary>
    public (string? Release, string? Marking) Wanted { get; private set; }

    /// <summary>Before it is sealed, and again when its answers are open to marking.</summary>
    public bool MayPreview => Details.SecrecySigned
        && (Details.Summary.State == PaperState.Assembled
            || (Details.Summary.Released && Details.Summary.MarkingOpensAt <= services.GetRequiredService<TimeProvider>().GetUtcNow()));

    public async Task<IActionResult> OnGetAsync(Guid id, [FromQuery(Name = "page")] int number = 1)
    {
        var answer = await _api.PaperAsync(id);
        if (answer.Value is not { } details)
        {
            return this.Refuse(answer);
        }

        Details = details;
        Access = (await _api.PaperAccessAsync(id, Math.Max(1, number))).Value ?? Access;
        return Page();
    }

    public Task<IActionResult> OnPostSealAsync(Guid id, Guid key, DateTime releaseAt, DateTime markingOpensAt) =>
        ChangeAsync(id, "seals", new SealPaper(Moments.FromLocal(releaseAt), Moments.FromLocal(markingOpensAt)), key);

    public Task<IActionResult> OnPostCountersignAsync(Guid id, Guid key, DateTime releaseAt, DateTime markingOpensAt) =>
        ChangeAsync(id, "countersignatures", new CountersignPaper(Moments.FromLocal(releaseAt), Moments.FromLocal(markingOpensAt)), key);

    public Task<IActionResult> OnPostWithdrawAsync(Guid id, Guid key) => ChangeAsync(id, "seal-withdrawals", null, key);

    public Task<IActionResult> OnPostDiscardAsync(Guid id, Guid key) => ChangeAsync(id, "discards", null, key);

    public Task<IActionResult> OnPostPostponeAsync(Guid id, Guid key, DateTime releaseAt, DateTime markingOpensAt, string? reason) =>
        ChangeAsync(id, "postponements", new PostponePaper(Moments.FromLocal(releaseAt), Moments.FromLocal(markingOpensAt), reason ?? ""), key);

    public async Task<IActionResult> OnPostReassembleAsync(Guid id)
    {
        var answer = await _api.ReassemblePaperAsync(id);
        if (answer.Problem is { } problem)
        {
            this.Show(problem);
        }

        Reassembly = answer.Value;
        return await OnGetAsync(id);
    }

    private async Task<IActionResult> ChangeAsync(Guid id, string change, object? body, Guid key)
    {
        var answer = await _api.ChangePaperAsync(id, change, body, key);
        if (answer.Problem is not { } problem)
        {
            return Redirect($"/exam-office/papers/{id}");
        }

        this.Show(problem);
        Wanted = (Request.Form["releaseAt"], Request.Form["markingOpensAt"]);
        return await OnGetAsync(id);
    }
}
