using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Contracts.Organisations;
using Pinchang.Contracts.Resumes;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Accounts;

[RequestSizeLimit(UploadBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = UploadBytes)]
public sealed class RegisterEmployerModel(IServiceProvider services, TimeProvider time) : PageModel
{
    private const int UploadBytes = 12 * 1024 * 1024;

    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    [BindProperty]
    public EmployerForm Form { get; set; } = new();

    /// <summary>What was registered already, with where it stands.</summary>
    public EmployerDetails? Mine { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (!(await services.GetRequiredService<Visitor>().GetAsync()).IsSignedIn)
        {
            return this.ToSignIn();
        }

        Mine = (await _api.MyEmployerAsync()).Value;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid key, IFormFile? licence)
    {
        var licenceId = Form.LicenceFileId;
        if (licence is not null)
        {
            var stored = await _api.StoreFileAsync(FileKind.Licence, licence, Guid.CreateVersion7(time.GetUtcNow()));
            if (stored.Value is null)
            {
                return Drawn(stored.Problem! with { Field = "licence" });
            }

            (Form.LicenceFileId, Form.LicenceFileName) = (licenceId = stored.Value.Id, stored.Value.Name);
        }

        var answer = await _api.RegisterEmployerAsync(Form.ToRequest(licenceId), key);
        return answer.Problem is { } problem ? Drawn(problem) : Redirect("/register-employer");
    }

    private PageResult Drawn(Problem problem)
    {
        this.Show(problem);
        return Page();
    }
}
