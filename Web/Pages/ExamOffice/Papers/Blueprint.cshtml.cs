using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Exams;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.ExamOffice.Papers;

/// <summary>What a paper is to be made of, with what the bank can give beside each line.</summary>
public sealed class BlueprintModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    public Guid ProjectId { get; private set; }

    public BlueprintForm Form { get; private set; } = BlueprintForm.Empty();

    /// <summary>Null while it is new.</summary>
    public BlueprintDetails? Details { get; private set; }

    public QuestionStock[] Stock { get; private set; } = [];

    public bool Saved { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid? id, Guid? projectId, bool saved)
    {
        if (await ReadAsync(id, projectId) is { } elsewhere)
        {
            return elsewhere;
        }

        Saved = saved;
        Form = Details is { } details ? BlueprintForm.Of(details.Blueprint) : BlueprintForm.Empty();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid? id, Guid? projectId, Guid key, int read, string? change, [FromForm(Name = "form")] BlueprintForm form)
    {
        if (await ReadAsync(id, projectId) is { } elsewhere)
        {
            return elsewhere;
        }

        Form = form;
        if (!string.IsNullOrEmpty(change))
        {
            form.Change(change);
            Details = Details is { } details ? details with { Supply = [] } : null;
            ModelState.Clear();
            return Page();
        }

        var answer = id is { } known
            ? await _api.ChangeBlueprintAsync(known, new(read, form.ToRequest()))
            : await _api.AddBlueprintAsync(ProjectId, form.ToRequest(), key);
        if (answer.Problem is { } problem)
        {
            this.Show(problem);
            return Page();
        }

        return Redirect($"/exam-office/blueprints/{answer.Value!.Id}?saved=true");
    }

    /// <summary>What the bank can give for a line, as long as the line is the one that was saved.</summary>
    public BlueprintSupply? SupplyOf(int section, int row) => Details?.Supply.FirstOrDefault(supply => supply.Section == section && supply.Row == row);

    private async Task<IActionResult?> ReadAsync(Guid? id, Guid? projectId)
    {
        Stock = (await _api.QuestionStockAsync()).Value ?? [];
        if (id is not { } known)
        {
            ProjectId = projectId ?? default;
            return null;
        }

        var answer = await _api.BlueprintAsync(known);
        Details = answer.Value;
        ProjectId = answer.Value?.Summary.ProjectId ?? default;
        return answer.IsAccepted ? null : this.Refuse(answer);
    }
}
