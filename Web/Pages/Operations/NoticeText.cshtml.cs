using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Notifications;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Operations;

/// <summary>One kind of message: its wording, how it would read, what it was before.</summary>
public sealed class NoticeTextModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    [BindProperty(SupportsGet = true)]
    public string Kind { get; set; } = "";

    public NoticeTextDetails Details { get; private set; } = null!;

    public string Subject { get; private set; } = "";

    public string Text { get; private set; } = "";

    public string? Reason { get; private set; }

    public NoticePreview? Preview { get; private set; }

    public bool Saved => TempData["Saved"] is not null;

    public async Task<IActionResult> OnGetAsync()
    {
        if (await ReadAsync() is { } refused)
        {
            return refused;
        }

        (Subject, Text) = (Details.InForce.Subject, Details.InForce.Text);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid key, string? subject, string? text, string? reason) =>
        await AfterAsync(await _api.EditNoticeTextAsync(Kind, new(subject ?? "", text ?? "", reason ?? ""), key), subject, text, reason);

    public async Task<IActionResult> OnPostBackAsync(Guid key, string? reason) =>
        await AfterAsync(await _api.EditNoticeTextAsync(Kind, new(null, null, reason ?? ""), key), null, null, null);

    public async Task<IActionResult> OnPostPreviewAsync(Guid key, string? subject, string? text, string? reason)
    {
        var answer = await _api.PreviewNoticeTextAsync(Kind, new(subject ?? "", text ?? "", ""), key);
        Preview = answer.Value;
        return await StayAsync(answer, subject, text, reason);
    }

    private async Task<IActionResult> AfterAsync(ApiAnswer<NoticeTextDetails> answer, string? subject, string? text, string? reason)
    {
        if (answer.IsAccepted)
        {
            TempData["Saved"] = true;
            return Redirect($"/operations/notice-texts/{Kind}");
        }

        return await StayAsync(answer, subject, text, reason);
    }

    /// <summary>What was typed stays.</summary>
    private async Task<IActionResult> StayAsync<T>(ApiAnswer<T> answer, string? subject, string? text, string? reason)
        where T : class
    {
        if (answer.Problem is { } problem)
        {
            this.Show(problem);
        }

        if (await ReadAsync() is { } refused)
        {
            return refused;
        }

        (Subject, Text, Reason) = (subject ?? Details.InForce.Subject, text ?? Details.InForce.Text, reason);
        return Page();
    }

    private async Task<IActionResult?> ReadAsync()
    {
        var answer = await _api.NoticeTextAsync(Kind);
        if (answer.Value is not { } details)
        {
            return this.Refuse(answer);
        }

        Details = details;
        return null;
    }
}
