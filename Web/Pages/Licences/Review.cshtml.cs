using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Contracts.Organisations;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Licences;

/// <summary>Where a reviewer looks for licences.</summary>
public enum LicenceShelf
{
    Waiting,
    Approved,
    Refused,

    /// <summary>Approved half a year ago.</summary>
    Due,

    /// <summary>The agency's.</summary>
    Own,
}

/// <summary>The review desk for licences, and the agency's own.</summary>
public sealed class ReviewModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    [BindProperty(SupportsGet = true)]
    public LicenceShelf Shelf { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Id { get; set; }

    [BindProperty]
    public LicenceForm Form { get; set; } = new();

    public Page<LicenceDetails> Found { get; private set; } = new([], 0, 1, 20);

    public LicenceDetails? Chosen { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        LicenceState? state = Shelf switch
        {
            LicenceShelf.Waiting => LicenceState.Submitted,
            LicenceShelf.Approved => LicenceState.Approved,
            LicenceShelf.Refused => LicenceState.Refused,
            _ => null,
        };
        var answer = await _api.LicencesAsync(state, Shelf == LicenceShelf.Own, Shelf == LicenceShelf.Due);
        if (answer.Value is not { } found)
        {
            return this.Refuse(answer);
        }

        Found = found;
        Chosen = found.Items.FirstOrDefault(licence => licence.Id == Id) ?? found.Items.FirstOrDefault();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid key, IFormFile? scan)
    {
        Shelf = LicenceShelf.Own;
        return await AfterAsync(await services.HandInAsync(Form, scan, key, _api.HandInAgencyLicenceAsync));
    }

    public async Task<IActionResult> OnPostDecideAsync(Guid key, bool approved, string? reason) =>
        await AfterAsync((await _api.DecideLicenceAsync(Id!.Value, new(approved, string.IsNullOrWhiteSpace(reason) ? null : reason.Trim()), key)).Problem);

    private async Task<IActionResult> AfterAsync(Problem? problem)
    {
        if (problem is null)
        {
            return Redirect("/operations/licences".With(("shelf", Shelf)));
        }

        this.Show(problem);
        return await OnGetAsync();
    }
}
