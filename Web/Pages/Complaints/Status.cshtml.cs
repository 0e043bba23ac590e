using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Complaints;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Complaints;

/// <summary>What became of a complaint, for whoever holds its code or made it under their name.</summary>
public sealed class StatusModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    /// <summary>The addresses that forms are sent to are written small.</summary>
    [BindProperty(SupportsGet = true)]
    public string Number { get; set => field = value.ToUpperInvariant(); } = "";

    public ComplaintStatus Complaint { get; private set; } = null!;   // read before the page is drawn

    /// <summary>Shown once, right after it was made.</summary>
    public string? NewCode { get; private set; }

    public string LinkWith(string code) => $"{Request.Scheme}://{Request.Host}/complaints/{Number}?code={code}";

    /// <param name="code">From the link that is kept: it goes out of the address at once.</param>
    public async Task<IActionResult> OnGetAsync(string? code)
    {
        if (!string.IsNullOrWhiteSpace(code))
        {
            ComplaintPass.Keep(HttpContext, Number, code.Trim());
            return Redirect($"/complaints/{Uri.EscapeDataString(Number)}");
        }

        NewCode = TempData["Filed"] as string;
        return await DrawAsync();
    }

    public Task<IActionResult> OnPostSupplementAsync(Guid key, string? text) => StepAsync("supplements", new SupplementComplaint(text ?? ""), key);

    public Task<IActionResult> OnPostRateAsync(Guid key, int score, string? remark) => StepAsync("ratings", new RateComplaint(score, remark), key);

    public Task<IActionResult> OnPostReopenAsync(Guid key, string? reason) => StepAsync("reopenings", new ReopenComplaint(reason ?? ""), key);

    public Task<IActionResult> OnPostWithdrawAsync(Guid key) => StepAsync("withdrawals", null, key);

    public async Task<IActionResult> OnPostFileAsync(Guid key, IFormFile? file)
    {
        if (file is null)
        {
            return await DrawAsync();
        }

        return await AfterAsync(await _api.AttachToComplaintAsync(Number, ComplaintPass.For(HttpContext, Number), file, key));
    }

    private async Task<IActionResult> StepAsync(string step, object? body, Guid key) =>
        await AfterAsync(await _api.ComplaintStepAsync(Number, ComplaintPass.For(HttpContext, Number), step, body, key));

    private async Task<IActionResult> AfterAsync(ApiAnswer<ComplaintStatus> answer)
    {
        if (answer.IsAccepted)
        {
            return Redirect($"/complaints/{Uri.EscapeDataString(Number)}");
        }

        this.Show(answer.Problem!);
        return await DrawAsync();
    }

    private async Task<IActionResult> DrawAsync()
    {
        var answer = await _api.ComplaintStatusAsync(Number, ComplaintPass.For(HttpContext, Number));
        if (answer.Value is not { } complaint)
        {
            return answer.Status == StatusCodes.Status404NotFound ? Redirect("/complaints/find") : this.Refuse(answer);
        }

        Complaint = complaint;
        return Page();
    }
}
