using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Accounts;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Candidate;

public sealed class AccountModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    /// <summary>The page that asked for a password to be set first.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Return { get; set; }

    /// <summary>Says "added" when a device has just made one.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Passkey { get; set; }

    /// <summary>Null for whoever works for nobody here, and while the roles sleep: passkeys are for staff.</summary>
    public PasskeySummary[]? Passkeys { get; private set; }

    public SessionDetails Session { get; private set; } = SessionDetails.Anonymous;

    public SessionSummary[] Sessions { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        Session = await services.GetRequiredService<Visitor>().GetAsync();
        var answer = await _api.OwnSessionsAsync();
        Sessions = answer.Value ?? [];
        Passkeys = Session is { Roles.Length: > 0, SecondFactorPending: false } ? (await _api.OwnPasskeysAsync()).Value : null;
        return Page();
    }

    public async Task<IActionResult> OnPostRevokeAsync(Guid id) => await AfterAsync(await _api.RevokeSessionAsync(id), "session-revoked");

    public async Task<IActionResult> OnPostRemovePasskeyAsync(string? id) => await AfterAsync(await _api.RemovePasskeyAsync(id ?? ""), "passkey-removed");

    public async Task<IActionResult> OnPostPasswordAsync(string? current, string? chosen) =>
        await AfterAsync(await _api.ChangePasswordAsync(new(string.IsNullOrEmpty(current) ? null : current, chosen ?? "")), "password-changed");

    private async Task<IActionResult> AfterAsync<T>(ApiAnswer<T> answer, string done)
        where T : class
    {
        if (answer.Problem is { } problem)
        {
            this.Show(problem);
            return await OnGetAsync();
        }

        TempData["Done"] = done;
        return Redirect(this.Onward(Return, "/my/account"));
    }
}
