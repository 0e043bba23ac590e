using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pinchang.Contracts.Accounts;
using Pinchang.Contracts.Fairs;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Fairs;

/// <summary>JF-8.3.1-ad, JF-8.3.1-can: the announcement with its seven elements, and the candidate's registration beside it.</summary>
public sealed class FairModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    public FairDetails Fair { get; private set; } = null!;

    public SessionDetails Session { get; private set; } = SessionDetails.Anonymous;

    /// <summary>2 主办单位 and 协办单位, as one element.</summary>
    public string? Organizers => Fair.Announcement switch
    {
        { Organizer: { Length: > 0 } organizer, CoOrganizers: { Length: > 0 } others } =>
            services.GetRequiredService<IStringLocalizer<Texts>>()["organizers", organizer, others],
        { Organizer: var organizer } => organizer,
    };

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        var answer = await _api.FairAsync(id);
        if (answer.Value is not { } fair)
        {
            return this.Refuse(answer);
        }

        Fair = fair;
        Session = await services.GetRequiredService<Visitor>().GetAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostRegisterAsync(Guid id, bool entrusted, Guid key) =>
        await AfterAsync(id, await _api.RegisterForFairAsync(id, entrusted, key), "registered");

    public async Task<IActionResult> OnPostWithdrawAsync(Guid id, Guid key) =>
        await AfterAsync(id, await _api.WithdrawFromFairAsync(id, key), "withdrawn");

    public async Task<IActionResult> OnPostEntrustAsync(Guid id, bool entrusted, Guid key) =>
        await AfterAsync(id, await _api.EntrustFairRegistrationAsync(id, entrusted, key), entrusted ? "entrusted-now" : "not-entrusted-now");

    private async Task<IActionResult> AfterAsync<T>(Guid id, ApiAnswer<T> answer, string done)
        where T : class
    {
        if (answer.Status == StatusCodes.Status401Unauthorized)
        {
            return Redirect("/sign-in".With(("return", $"/fairs/{id}")));
        }

        if (answer.Problem is { } problem)
        {
            this.Show(problem);
            return await OnGetAsync(id);
        }

        TempData["Done"] = done;
        return Redirect($"/fairs/{id}");
    }
}
