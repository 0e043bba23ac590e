using Microsoft.AspNetCore.Mvc;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.ExamOffice;

public sealed class RegistrationsModel(IServiceProvider services) : ProjectPage(services)
{
    [BindProperty(SupportsGet = true)]
    public RegistrationState? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? PositionId { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    public Page<RegistrationSummary> Found { get; private set; } = new([], 0, 1, 20);

    public async Task<IActionResult> OnGetAsync(Guid id, [FromQuery(Name = "page")] int number = 1)
    {
        if (await ReadProjectAsync(id) is { } elsewhere)
        {
            return elsewhere;
        }

        var answer = await Client.RegistrationsAsync(id, State, PositionId, Q, Math.Max(1, number));
        if (answer.Value is not { } found)
        {
            return this.Refuse(answer);
        }

        Found = found;
        return Page();
    }
}
