using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Staff;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Staff;

/// <summary>An agreement that binds the visitor: read here, signed with the password, and kept to be printed.</summary>
public sealed class AgreementModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    [BindProperty(SupportsGet = true)]
    public string Key { get; set; } = "";

    /// <summary>An older version that was signed; the one in force when null.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Version { get; set; }

    /// <summary>Ticked: kept when the form is drawn again.</summary>
    [BindProperty]
    public bool Read { get; set; }

    public AgreementText Agreement { get; private set; } = null!;   // read before the page is drawn

    public async Task<IActionResult> OnGetAsync()
    {
        var answer = await _api.AgreementAsync(Key, Version);
        if (answer.Value is not { } agreement)
        {
            return this.Refuse(answer);
        }

        Agreement = agreement;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(int signed, string textSha256, string? password, string? code) =>
        await AfterAsync((await _api.SignAgreementAsync(Key, signed, new() { TextSha256 = textSha256, Read = Read, Password = password, Code = code })).Problem, "signed");

    public async Task<IActionResult> OnPostAcknowledgeAsync(Guid command, int signed) =>
        await AfterAsync((await _api.AcknowledgeDocumentAsync(Key, signed, command)).Problem, "acknowledged");

    private async Task<IActionResult> AfterAsync(Contracts.LiveRooms.Problem? problem, string done)
    {
        if (problem is null)
        {
            TempData["Done"] = done;
            return Redirect($"/my/agreements/{Uri.EscapeDataString(Key)}");
        }

        this.Show(problem);
        return await OnGetAsync();
    }
}
