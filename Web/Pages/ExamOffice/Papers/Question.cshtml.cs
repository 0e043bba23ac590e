using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Exams;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.ExamOffice.Papers;

/// <summary>A question in the bank, or one that is being written.</summary>
public sealed class QuestionModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    public QuestionForm Form { get; private set; } = new();

    /// <summary>Null while it is new.</summary>
    public QuestionDetails? Details { get; private set; }

    public QuestionStock[] Stock { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid? id, int? version, QuestionKind? kind)
    {
        if (await ReadAsync(id, version) is { } elsewhere)
        {
            return elsewhere;
        }

        Form = Details is { } details ? QuestionForm.Of(details.Question, details.Pinned) : new() { Kind = kind ?? QuestionKind.SingleChoice };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid? id, Guid key, int read, [FromForm] QuestionForm form, IFormFileCollection added, [FromForm] int[] removed)
    {
        if (await ReadAsync(id, null) is { } elsewhere)
        {
            return elsewhere;
        }

        var kept = Details?.Question.Pictures ?? [];
        var question = form.ToRequest([.. kept.Where((_, index) => !removed.Contains(index)), .. await PicturesOf(added)]);
        var answer = id is { } known
            ? await _api.ChangeQuestionAsync(known, new(read, question))
            : await _api.AddQuestionAsync(question, key);
        if (answer.Problem is { } problem)
        {
            this.Show(problem);
            Form = form;
            Form.Pictures = kept;
            return Page();
        }

        return Redirect($"/exam-office/questions/{answer.Value!.Id}");
    }

    public async Task<IActionResult> OnPostTurnAsync(Guid id, bool retire, Guid key)
    {
        var answer = await _api.TurnQuestionAsync(id, retire, key);
        return answer.IsAccepted ? Redirect($"/exam-office/questions/{id}") : this.Refuse(answer);
    }

    private async Task<IActionResult?> ReadAsync(Guid? id, int? version)
    {
        Stock = (await _api.QuestionStockAsync()).Value ?? [];
        if (id is not { } known)
        {
            return null;
        }

        var answer = await _api.QuestionAsync(known, version);
        Details = answer.Value;
        return answer.IsAccepted ? null : this.Refuse(answer);
    }

    /// <summary>As data: addresses, in the browser's own words; Api looks at the bytes.</summary>
    private static async Task<string[]> PicturesOf(IFormFileCollection added)
    {
        var pictures = new List<string>();
        foreach (var file in added.Where(file => file is { Name: "added", Length: > 0 }))
        {
            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes);
            pictures.Add($"data:{file.ContentType};base64,{Convert.ToBase64String(bytes.GetBuffer(), 0, (int)bytes.Length)}");
        }

        return [.. pictures];
    }
}
