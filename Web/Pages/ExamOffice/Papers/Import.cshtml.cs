using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Exams;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.ExamOffice.Papers;

/// <summary>A spreadsheet is read and shown first; only the second button changes the bank.</summary>
public sealed class ImportModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    public QuestionImportPreview? Preview { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid? id)
    {
        if (id is not { } known)
        {
            return Page();
        }

        var answer = await _api.QuestionImportAsync(known);
        Preview = answer.Value;
        return answer.IsAccepted ? Page() : this.Refuse(answer);
    }

    public async Task<IActionResult> OnPostAsync(IFormFile? file, Guid key)
    {
        if (file is null)
        {
            return Page();
        }

        var answer = await _api.UploadQuestionsAsync(file, key);
        if (answer.Problem is { } problem)
        {
            this.Show(problem);
            return Page();
        }

        return Redirect($"/exam-office/questions/import/{answer.Value!.Id}");
    }

    public async Task<IActionResult> OnPostConfirmAsync(Guid id, bool allowChanges, Guid key)
    {
        var answer = await _api.ConfirmImportAsync(id, allowChanges, key);
        if (answer.Problem is { } problem)
        {
            this.Show(problem);
            return await OnGetAsync(id);
        }

        return Redirect($"/exam-office/questions/import/{id}");
    }
}
