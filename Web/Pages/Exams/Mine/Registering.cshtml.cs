using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Exams;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Contracts.Resumes;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Exams.Mine;

/// <summary>EX-6.1: pledge and notice first, then the form; the same form again when something is to be corrected.</summary>
[RequestSizeLimit(UploadBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = UploadBytes)]
public sealed class RegisteringModel(IServiceProvider services, TimeProvider time) : PageModel
{
    private const int UploadBytes = 8 * 1024 * 1024;

    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    [BindProperty]
    public RegistrationFields Form { get; set; } = new();

    [BindProperty]
    public Guid? PositionId { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public string? SignedName { get; set; }

    public ExamDetails Exam { get; private set; } = null!;

    /// <summary>The registration that is being corrected; null for a new one.</summary>
    public Guid? RegistrationId { get; private set; }

    /// <summary>What the reviewer said.</summary>
    public string? Reason { get; private set; }

    public string Phone { get; private set; } = "";

    /// <summary>Whether the notice in force was read and the pledge in force signed.</summary>
    public bool IsAcknowledged { get; private set; }

    /// <summary>Whether an older notice was.</summary>
    public bool WasChanged { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid? id, Guid? registration, Guid? position)
    {
        if (await PrepareAsync(id, registration) is { } elsewhere)
        {
            return elsewhere;
        }

        PositionId ??= position;
        return Page();
    }

    public async Task<IActionResult> OnPostSignAsync(Guid id, Guid key, int noticeVersion, int pledgeVersion, bool noticeRead)
    {
        var answer = await _api.AcknowledgeExamAsync(id, new(noticeVersion, noticeRead, pledgeVersion, SignedName?.Trim() ?? ""), key);
        if (answer.Problem is { } problem)
        {
            return await DrawnAsync(problem, id, null);
        }

        // Who signs a changed notice anew came here from a form that waits to be handed in.
        return (await _api.OwnExamAsync(id)).Value?.Registration is { } registered
            ? Redirect($"/my/exams/{registered.Id}/change")
            : Redirect($"/exams/{id}/registration".With(("position", PositionId)));
    }

    public async Task<IActionResult> OnPostAsync(Guid? id, Guid? registration, Guid key, IFormFile? photo)
    {
        if (photo is not null)
        {
            var stored = await _api.StoreFileAsync(FileKind.ExamPhoto, photo, Guid.CreateVersion7(time.GetUtcNow()));
            if (stored.Value is null)
            {
                return await DrawnAsync(stored.Problem! with { Field = "photoFileId" }, id, registration);
            }

            Form.PhotoFileId = stored.Value.Id;
        }

        var answer = registration is { } changed
            ? await _api.ResubmitAsync(changed, new(PositionId ?? default, Form.ToForm(), Note), key)
            : await _api.RegisterAsync(new(id!.Value, PositionId ?? default, Form.ToForm()), key);
        if (answer.Problem is { } problem)
        {
            return await DrawnAsync(problem, id, registration);
        }

        TempData["Done"] = "submitted";
        return Redirect($"/my/exams/{answer.Value!.Summary.Id}");
    }

    private async Task<IActionResult> DrawnAsync(Problem problem, Guid? id, Guid? registration)
    {
        // What was typed stays; everything around it is read again.
        var (typed, position, note, signed) = (Form, PositionId, Note, SignedName);
        this.Show(problem);
        if (await PrepareAsync(id, registration) is { } elsewhere)
        {
            return elsewhere;
        }

        (Form, PositionId, Note, SignedName) = (typed, position, note, signed);
        return Page();
    }

    /// <summary>Reads the exam and how far the person has come; or where they should rather be.</summary>
    private async Task<IActionResult?> PrepareAsync(Guid? id, Guid? registration)
    {
        RegistrationForm? form = null;
        if (registration is { } changed)
        {
            var own = await _api.RegistrationAsync(changed);
            if (own.Value is not { } details)
            {
                return this.Refuse(own);
            }

            if (!details.CanChange)
            {
                return Redirect($"/my/exams/{changed}");
            }

            (id, RegistrationId, Reason) = (details.Summary.ProjectId, changed, details.Summary.Reason);
            (form, PositionId) = (details.Form, details.Summary.PositionId);
        }

        var answer = await _api.ExamAsync(id!.Value);
        if (answer.Value is not { } exam)
        {
            return this.Refuse(answer);
        }

        Exam = exam;
        var mine = await _api.OwnExamAsync(exam.Id);
        if (mine.Value is not { } how)
        {
            return this.Refuse(mine);
        }

        IsAcknowledged = how.Acknowledgement is { } given && given.NoticeVersion == exam.Version && given.PledgeVersion == exam.Pledge.Version;
        WasChanged = how.Acknowledgement is not null && !IsAcknowledged;
        if (RegistrationId is null && how.Registration is { } registered && IsAcknowledged)
        {
            return Redirect($"/my/exams/{registered.Id}");
        }

        if (exam.Phase != RegistrationPhase.Open && RegistrationId is null && how.Registration is null)
        {
            return Redirect($"/exams/{exam.Id}");
        }

        var kept = await _api.KeptFormAsync();
        Phone = kept.Value?.MaskedPhone ?? "";
        form ??= kept.Value?.Form;
        Form = form is null ? new() { Name = how.Acknowledgement?.SignedName } : RegistrationFields.Of(form);
        SignedName = form?.Name;
        return null;
    }
}
