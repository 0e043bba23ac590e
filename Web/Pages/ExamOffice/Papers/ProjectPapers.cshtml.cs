using Microsoft.AspNetCore.Mvc;
using Pinchang.Contracts.Exams;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.ExamOffice.Papers;

/// <summary>The blueprints and papers of one exam, and the secrecy rules that come before them.</summary>
public sealed class ProjectPapersModel(IServiceProvider services) : ProjectPage(services)
{
    public SecrecyAgreementDetails Secrecy { get; private set; } = null!;

    public BlueprintSummary[] Blueprints { get; private set; } = [];

    public PaperSummary[] Papers { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        if (await ReadProjectAsync(id) is { } elsewhere)
        {
            return elsewhere;
        }

        var papers = await Client.PapersAsync(id);
        if (papers.Value is not { } found)
        {
            return this.Refuse(papers);
        }

        var secrecy = await Client.SecrecyAgreementAsync(id);
        if (secrecy.Value is not { } agreement)
        {
            return this.Refuse(secrecy);
        }

        (Papers, Secrecy) = (found, agreement);
        Blueprints = (await Client.BlueprintsAsync(id)).Value ?? [];
        return Page();
    }

    public async Task<IActionResult> OnPostSignAsync(Guid id, Guid key, int version, string? name)
    {
        var answer = await Client.SignSecrecyAsync(id, new(version, name ?? ""), key);
        return await AfterAsync(id, answer, $"/exam-office/projects/{id}/papers");
    }

    public async Task<IActionResult> OnPostAssembleAsync(Guid id, Guid key, Guid blueprintId)
    {
        var answer = await Client.AssemblePaperAsync(id, blueprintId, key);
        return await AfterAsync(id, answer, $"/exam-office/papers/{answer.Value?.Id}");
    }

    private async Task<IActionResult> AfterAsync<T>(Guid id, ApiAnswer<T> answer, string onward)
        where T : class
    {
        if (answer.Problem is not { } problem)
        {
            return Redirect(onward);
        }

        this.Show(problem);
        return await OnGetAsync(id);
    }
}
