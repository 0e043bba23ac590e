using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Contracts.Persons;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Persons;

/// <summary>What is held about the person who looks at it, and what they may do about it.</summary>
public sealed class PersonalDataModel(IServiceProvider services) : PageModel
{
    private const string Self = "/my/personal-data";

    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    public PersonFile Person { get; private set; } = null!;   // read before the page is drawn

    /// <summary>The number that a code was just sent to.</summary>
    public string? NewPhone { get; private set; }

    public bool ChangesPhone { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        var answer = await _api.PersonAsync();
        if (answer.Value is not { } person)
        {
            return this.Refuse(answer);
        }

        Person = person;
        return Page();
    }

    public async Task<IActionResult> OnPostConsentAsync(Guid key, ConsentPurpose purpose, bool given) =>
        await AfterAsync(await _api.DecideConsentAsync(new(purpose, given), key), given ? "given" : "withdrawn");

    public async Task<IActionResult> OnPostNameAsync(string? displayName) => await AfterAsync(await _api.CorrectNameAsync(new(displayName ?? "")), "name");

    public async Task<IActionResult> OnPostCodeAsync(string? phone)
    {
        var answer = await _api.SendChangeCodeAsync(phone ?? "");
        (NewPhone, ChangesPhone) = (answer.IsAccepted ? phone : null, true);
        return await DrawAsync(answer.Problem);
    }

    public async Task<IActionResult> OnPostPhoneAsync(string? phone, string? code)
    {
        (NewPhone, ChangesPhone) = (phone, true);
        return await AfterAsync(await _api.CorrectPhoneAsync(new(phone ?? "", code ?? "")), "phone");
    }

    public async Task<IActionResult> OnPostCloseAsync(Guid key) => await AfterAsync(await _api.CloseAccountAsync(key), "closing");

    public async Task<IActionResult> OnPostKeepAsync(Guid key) => await AfterAsync(await _api.KeepAccountAsync(key), "kept");

    private async Task<IActionResult> AfterAsync<T>(ApiAnswer<T> answer, string done)
        where T : class
    {
        if (answer.Problem is { } problem)
        {
            return await DrawAsync(problem);
        }

        TempData["Done"] = done;
        return Redirect(Self);
    }

    private async Task<IActionResult> DrawAsync(Problem? problem)
    {
        if (problem is not null)
        {
            this.Show(problem);
        }

        return await OnGetAsync();
    }
}
