using Microsoft.AspNetCore.Mvc;
using Pinchang.Contracts.Exams;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.ExamOffice;

public sealed class SittingsModel(IServiceProvider services) : ProjectPage(services)
{
    [BindProperty]
    public SittingForm Form { get; set; } = new();

    public SittingDetails[] Sittings { get; private set; } = [];

    public PaperSummary[] Papers { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        if (await ReadProjectAsync(id) is { } elsewhere)
        {
            return elsewhere;
        }

        var answer = await Client.SittingsAsync(id);
        if (answer.Value is not { } sittings)
        {
            return this.Refuse(answer);
        }

        Sittings = sittings;
        Papers = IsOfficer ? (await Client.PapersAsync(id)).Value ?? [] : [];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, Guid key)
    {
        var answer = await Client.PlanSittingAsync(id, Form.ToRequest(), key);
        if (answer.Value is { } sitting)
        {
            return Redirect($"/exam-office/projects/{id}/sittings/{sitting.Id}");
        }

        this.Show(answer.Problem!);
        return await OnGetAsync(id);
    }
}
