using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Accounts;
using Pinchang.Contracts.Complaints;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;
using Pinchang.Web.Shown;

namespace Pinchang.Web.Pages.Complaints;

/// <summary>A complaint as it is typed.</summary>
public sealed class ComplaintForm
{
    public ComplaintKind Kind { get; set; }

    public string? Text { get; set; }

    public bool Anonymous { get; set; }

    public string? Name { get; set; }

    public string? Contact { get; set; }
}

/// <summary>For everybody, from any page: about what one was just looking at.</summary>
public sealed class MakeModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    [BindProperty(SupportsGet = true)]
    public ComplaintSubjectKind About { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Message { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    [BindProperty]
    public ComplaintForm Form { get; set; } = new();

    public ComplaintSubject Subject { get; private set; } = null!;   // read before the page is drawn

    public SessionDetails Session { get; private set; } = SessionDetails.Anonymous;

    public async Task<IActionResult> OnGetAsync() => await DrawAsync();

    public async Task<IActionResult> OnPostAsync(Guid key, List<IFormFile> files)
    {
        var answer = await _api.ComplainAsync(
            new()
            {
                Kind = Form.Kind,
                SubjectKind = About,
                SubjectId = Id,
                MessageId = Message,
                Text = Form.Text ?? "",
                Anonymous = Form.Anonymous,
                Name = Form.Anonymous ? null : Form.Name,
                Contact = string.IsNullOrWhiteSpace(Form.Contact) ? null : Form.Contact,
                Page = From,
            },
            key);
        if (answer.Value is not { } filed)
        {
            this.Show(answer.Problem!);
            return await DrawAsync();
        }

        foreach (var file in files)
        {
            var attached = await _api.AttachToComplaintAsync(filed.Number, filed.Code, file, Guid.CreateVersion7(services.GetRequiredService<Moments>().Now));
            if (attached.Problem is { } problem)
            {
                (TempData["FileName"], TempData["FileProblem"]) = (file.FileName, problem.Title);
            }
        }

        ComplaintPass.Keep(HttpContext, filed.Number, filed.Code);
        TempData["Filed"] = filed.Code;
        return Redirect($"/complaints/{filed.Number}");
    }

    private async Task<IActionResult> DrawAsync()
    {
        Session = await services.GetRequiredService<Visitor>().GetAsync();
        var answer = await _api.ComplaintSubjectAsync(About, Id, Message);
        if (answer.Value is null && About != ComplaintSubjectKind.Platform && answer.Status == StatusCodes.Status422UnprocessableEntity)
        {
            // What is gone meanwhile can still be described.
            (About, Id, Message) = (ComplaintSubjectKind.Platform, null, null);
            answer = await _api.ComplaintSubjectAsync(About, null, null);
        }

        if (answer.Value is not { } subject)
        {
            return this.Refuse(answer);
        }

        Subject = subject;
        Form.Name ??= Session.IsSignedIn ? Session.DisplayName : null;
        return Page();
    }
}
