using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Contracts.Resumes;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Candidate;

[RequestSizeLimit(UploadBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = UploadBytes)]
public sealed class ResumeModel(IServiceProvider services, TimeProvider time) : PageModel
{
    private const int UploadBytes = 12 * 1024 * 1024;

    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    [BindProperty]
    public ResumeForm Form { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? Return { get; set; }

    public ResumeDetails? Kept { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        var answer = await _api.ResumeAsync();
        if (answer.Value is null && answer.Status != StatusCodes.Status404NotFound)
        {
            return this.Refuse(answer);
        }

        Kept = answer.Value;
        Form = Kept is null ? new() : ResumeForm.Of(Kept.Content, Kept.AttachmentName);
        WithRoomForMore();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(IFormFile? attachment, bool removeAttachment)
    {
        Form.DropEmptyEntries();
        if (removeAttachment)
        {
            (Form.AttachmentId, Form.AttachmentName) = (null, null);
        }

        if (attachment is not null)
        {
            var stored = await _api.StoreFileAsync(FileKind.Resume, attachment, Guid.CreateVersion7(time.GetUtcNow()));
            if (stored.Value is null)
            {
                return await DrawnAsync(stored.Problem! with { Field = "attachment" });
            }

            (Form.AttachmentId, Form.AttachmentName) = (stored.Value.Id, stored.Value.Name);
        }

        var answer = await _api.SaveResumeAsync(Form.ToRequest());
        if (answer.Problem is { } problem)
        {
            return await DrawnAsync(problem);
        }

        TempData["Done"] = "saved";
        return Redirect(this.Onward(Return, "/my/resume"));
    }

    private async Task<IActionResult> DrawnAsync(Problem problem)
    {
        this.Show(problem);
        Kept = (await _api.ResumeAsync()).Value;
        WithRoomForMore();
        return Page();
    }

    /// <summary>Without script there is always one empty entry to fill in.</summary>
    private void WithRoomForMore()
    {
        Form.Experience.Add(new());
        Form.Education.Add(new());
    }
}
