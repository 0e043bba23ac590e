using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Documents;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;
using Pinchang.Web.Shown;

namespace Pinchang.Web.Pages.Documents;

/// <summary>A document as it is typed.</summary>
public sealed class DocumentForm
{
    public string? Markdown { get; set; }

    public DateOnly? ValidFrom { get; set; }

    public DateOnly? ReviewBy { get; set; }

    public DateOnly? ValidUntil { get; set; }
}

/// <summary>One document: its text, what changed, who decides, who has yet to acknowledge.</summary>
public sealed class DocumentModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    [BindProperty(SupportsGet = true)]
    public string Key { get; set; } = "";

    [BindProperty]
    public DocumentForm Form { get; set; } = new();

    public DocumentDetails Document { get; private set; } = null!;   // read before the page is drawn

    public async Task<IActionResult> OnGetAsync()
    {
        var answer = await _api.DocumentAsync(Key);
        if (answer.Value is not { } document)
        {
            return this.Refuse(answer);
        }

        Document = document;
        var newest = document.Versions.FirstOrDefault();
        var today = DateOnly.FromDateTime(services.GetRequiredService<Moments>().Now.Date);
        Form.Markdown ??= document.Markdown;
        Form.ValidFrom ??= newest is { State: DocumentState.Draft } ? newest.ValidFrom : today;
        Form.ReviewBy ??= newest is { State: DocumentState.Draft } ? newest.ReviewBy : today.AddMonths(12);
        Form.ValidUntil ??= newest?.ValidUntil;
        return Page();
    }

    public async Task<IActionResult> OnPostSaveAsync(Guid command)
    {
        var today = DateOnly.FromDateTime(services.GetRequiredService<Moments>().Now.Date);
        return await AfterAsync(await _api.SaveDocumentAsync(
            Key, new() { Markdown = Form.Markdown ?? "", ValidFrom = Form.ValidFrom ?? today, ReviewBy = Form.ReviewBy ?? today, ValidUntil = Form.ValidUntil }, command));
    }

    public async Task<IActionResult> OnPostSubmitAsync(Guid command) => await AfterAsync(await _api.SubmitDocumentAsync(Key, command));

    public async Task<IActionResult> OnPostDecideAsync(Guid command, bool approved, string? reason) =>
        await AfterAsync(await _api.DecideDocumentAsync(Key, new(approved, string.IsNullOrWhiteSpace(reason) ? null : reason.Trim()), command));

    private async Task<IActionResult> AfterAsync(ApiAnswer<DocumentDetails> answer)
    {
        if (answer.IsAccepted)
        {
            return Redirect($"/operations/documents/{Uri.EscapeDataString(Key)}");
        }

        this.Show(answer.Problem!);
        return await OnGetAsync();
    }
}
