using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts;
using Pinchang.Contracts.Organisations;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Members;

/// <summary>An invitation as it is typed.</summary>
public sealed record InvitationForm(string? Name, string? Address, string? Department, MemberRight[] Rights)
{
    public static readonly InvitationForm Blank = new(null, null, null, [MemberRight.PostJobs, MemberRight.ReadResumes]);
}

/// <summary>Who works for the employer, who is invited, and what each may do.</summary>
public sealed class ListModel(IServiceProvider services) : PageModel
{
    private const string Self = "/recruiting/members";

    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    public InvitationForm Form { get; private set; } = InvitationForm.Blank;

    public MemberBook Book { get; private set; } = null!;   // read before the page is drawn

    public bool MayManage { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        var answer = await _api.MembersAsync(Q);
        if (answer.Value is not { } book)
        {
            return this.Refuse(answer);
        }

        Book = book;
        MayManage = (await services.GetRequiredService<Visitor>().GetAsync()).May(Access.ManageEmployer);
        return Page();
    }

    public async Task<IActionResult> OnPostInviteAsync(Guid key, string? name, string? address, string? department, MemberRight[] rights)
    {
        Form = new(name, address, department, rights);
        return await AfterAsync(await _api.InviteMemberAsync(new(name ?? "", address ?? "", rights, department), key), "invited");
    }

    public async Task<IActionResult> OnPostResendAsync(Guid key, Guid id) => await AfterAsync(await _api.ResendInvitationAsync(id, key), "resent");

    public async Task<IActionResult> OnPostWithdrawAsync(Guid key, Guid id) => await AfterAsync(await _api.WithdrawInvitationAsync(id, key), "withdrawn");

    public async Task<IActionResult> OnPostChangeAsync(Guid key, Guid id, string? department, MemberRight[] rights) =>
        await AfterAsync(await _api.ChangeMemberAsync(id, new(rights, department), key), "changed");

    public async Task<IActionResult> OnPostRemoveAsync(Guid key, Guid id) => await AfterAsync(await _api.RemoveMemberAsync(id, key), "removed");

    public async Task<IActionResult> OnPostLeaveAsync(Guid key)
    {
        var answer = await _api.LeaveEmployerAsync(key);
        return answer.IsAccepted ? Redirect("/") : await AfterAsync(answer, "");
    }

    private async Task<IActionResult> AfterAsync(ApiAnswer<Done> answer, string done)
    {
        if (answer.Problem is { } problem)
        {
            this.Show(problem);
            return await OnGetAsync();
        }

        TempData["Done"] = done;
        return Redirect(Self);
    }
}
