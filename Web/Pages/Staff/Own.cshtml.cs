using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Contracts.Resumes;
using Pinchang.Contracts.Staff;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;
using Pinchang.Web.Shown;

namespace Pinchang.Web.Pages.Staff;

/// <summary>我的资质: what the visitor's duties ask for, what is held, and a form for the next paper.</summary>
public sealed class OwnModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    [BindProperty]
    public QualificationForm Form { get; set; } = new();

    public OwnQualifications Own { get; private set; } = new([], [], []);

    public async Task<IActionResult> OnGetAsync()
    {
        var answer = await _api.OwnQualificationsAsync();
        if (answer.Value is not { } own)
        {
            return this.Refuse(answer);
        }

        Own = own;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid key, IFormFile? scan)
    {
        if (await HandInAsync(key, scan) is { } problem)
        {
            this.Show(problem.Field == "fileId" ? problem with { Field = "scan" } : problem);
            return await OnGetAsync();
        }

        TempData["Done"] = "handed-in";
        return Redirect("/my/qualifications");
    }

    /// <summary>The scan first, then what it says; a form drawn again keeps the scan.</summary>
    private async Task<Problem?> HandInAsync(Guid key, IFormFile? scan)
    {
        var now = services.GetRequiredService<Moments>().Now;
        if (scan is not null)
        {
            var stored = await _api.StoreFileAsync(FileKind.Licence, scan, Guid.CreateVersion7(now));
            if (stored.Value is not { } file)
            {
                return stored.Problem! with { Field = "scan" };
            }

            (Form.FileId, Form.FileName) = (file.Id, file.Name);
        }

        return (await _api.HandInQualificationAsync(Form.ToRequest(DateOnly.FromDateTime(now.Date)), key)).Problem;
    }
}
