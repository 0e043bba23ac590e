using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Accounts;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Accounts;

public sealed class SignInModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    [BindProperty(SupportsGet = true)]
    public string? Return { get; set; }

    /// <summary>Whether the password form is open, as staff use it.</summary>
    [BindProperty(SupportsGet = true)]
    public bool WithPassword { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    [BindProperty]
    public string? Login { get; set; }

    public bool CodeSent { get; private set; }

    public int RetryAfterSeconds { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        var session = await services.GetRequiredService<Visitor>().GetAsync();
        // Someone whose roles sleep passes the second factor by signing in again with the password.
        return session.IsSignedIn && !(WithPassword && session.SecondFactorPending) ? Redirect(this.Onward(Return, Sections.HomeOf(session))) : Page();
    }

    public async Task<IActionResult> OnPostCodeAsync(Guid key)
    {
        var answer = await _api.SendPhoneCodeAsync(Phone?.Trim() ?? "", key);
        CodeSent = answer.IsAccepted || answer.Problem?.Code == AccountRefusals.CodeTooSoon.Code;
        RetryAfterSeconds = answer.Value?.RetryAfterSeconds ?? 0;
        return Drawn(answer.Problem);
    }

    public async Task<IActionResult> OnPostPhoneAsync(Guid key, string? code)
    {
        CodeSent = true;
        return Done(await _api.SignInAsync(new SignInByPhone(Phone?.Trim() ?? "", code?.Trim() ?? ""), key));
    }

    public async Task<IActionResult> OnPostPasswordAsync(Guid key, string? password)
    {
        WithPassword = true;
        return Done(await _api.SignInAsync(new SignInByPassword(Login?.Trim() ?? "", password ?? ""), key));
    }

    private IActionResult Done(ApiAnswer<SignedIn> answer) => answer.Value switch
    {
        { SecondFactorRequired: true } => Redirect("/sign-in/second-factor".With(("return", Return))),
        { Session: { } session } => Redirect(this.Onward(Return, Sections.HomeOf(session))),
        _ => Drawn(answer.Problem),
    };

    private PageResult Drawn(Problem? problem)
    {
        if (problem is not null)
        {
            this.Show(problem);
        }

        return Page();
    }
}
