using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Organisations;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Members;

/// <summary>Where the link of an invitation leads: what it is, and a button that accepts it once somebody is signed in.</summary>
public sealed class InvitationModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    [BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    public InvitationDetails? Invitation { get; private set; }

    /// <summary>Why there is none to be shown.</summary>
    public string? Over { get; private set; }

    public bool IsSignedIn { get; private set; }

    public string SignInPath => "/sign-in".With(("return", Request.Path.Value));

    public async Task<IActionResult> OnGetAsync()
    {
        // The address is the key: no other site learns it, and no cache keeps what it opens.
        Response.Headers["Referrer-Policy"] = "no-referrer";
        Response.Headers.CacheControl = "no-store";
        IsSignedIn = (await services.GetRequiredService<Visitor>().GetAsync()).IsSignedIn;
        var answer = await _api.InvitationAsync(Token);
        (Invitation, Over) = (answer.Value, answer.Problem?.Title);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid key)
    {
        var answer = await _api.AcceptInvitationAsync(Token, key);
        if (answer.IsAccepted)
        {
            return Redirect("/my/second-factor".With(("return", "/recruiting")));
        }

        this.Show(answer.Problem!);
        return await OnGetAsync();
    }
}
