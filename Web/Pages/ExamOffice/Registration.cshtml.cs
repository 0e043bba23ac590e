using Microsoft.AspNetCore.Mvc;
using Pinchang.Contracts.Exams;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.ExamOffice;

public sealed class RegistrationModel(IServiceProvider services) : ProjectPage(services)
{
    public RegistrationDetails Details { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, Guid registration)
    {
        if (await ReadProjectAsync(id) is { } elsewhere)
        {
            return elsewhere;
        }

        var answer = await Client.RegistrationAsync(registration);
        if (answer.Value is not { } details)
        {
            return this.Refuse(answer);
        }

        Details = details;
        return Page();
    }
}
