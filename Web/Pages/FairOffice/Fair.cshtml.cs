using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts;
using Pinchang.Contracts.Fairs;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.FairOffice;

/// <summary>JF-8.3.1-ad, JF-8.4: the announcement as it is written, published, changed and cancelled.</summary>
public sealed class FairModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    [BindProperty]
    public FairForm Form { get; set; } = new();

    /// <summary>Why what was published changes.</summary>
    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>For what a screening rule forbids by itself.</summary>
    [BindProperty]
    public string? Ground { get; set; }

    /// <summary>Whether it is asked for: the draft holds such words, or a change brought some.</summary>
    public bool NeedsGround => IsUnexplained || (IsDraft && Fair?.Marks.Any(mark => mark.Grave) == true);

    private bool IsUnexplained { get; set; }

    /// <summary>Null for one that is being written for the first time, and where Api cannot show it again.</summary>
    public FairDetails? Fair { get; private set; }

    /// <summary>Whether the form is kept as it is, or published as a change of what was announced.</summary>
    public bool IsDraft { get; private set; } = true;

    public async Task<IActionResult> OnGetAsync(Guid? id)
    {
        if (id is { } fairId)
        {
            var answer = await _api.FairAsync(fairId);
            if (answer.Value is not { CanRun: true } fair)
            {
                return answer.IsAccepted ? NotFound() : this.Refuse(answer);
            }

            (Fair, IsDraft) = (fair, fair.Summary.State == FairState.Draft);
            Form = FairForm.Of(fair.Announcement);
        }
        else
        {
            Form = FairForm.Of(new SaveFair { Name = "" });
        }

        Form.Halls.Add(new());
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid? id, Guid key)
    {
        var answer = id is { } fairId ? await _api.SaveFairAsync(fairId, Form.ToRequest()) : await _api.MakeFairAsync(Form.ToRequest(), key);
        if (answer.Value is not { } fair)
        {
            return await RefusedAsync(id, answer.Problem!);
        }

        TempData["Done"] = "saved";
        return Redirect($"/operations/fairs/{fair.Summary.Id}");
    }

    public async Task<IActionResult> OnPostPublishAsync(Guid id, Guid key) =>
        await AfterAsync(id, await _api.PublishFairAsync(id, new PublishFair { Ground = Ground?.Trim() }, key), "published");

    public async Task<IActionResult> OnPostChangeAsync(Guid id, Guid key)
    {
        var answer = await _api.ChangeFairAsync(id, new ChangeFair(Form.ToRequest(), Reason?.Trim() ?? "", Ground?.Trim()), key);
        return answer.Problem is { } problem ? await RefusedAsync(id, problem, isDraft: false) : Onward(id, "changed");
    }

    public async Task<IActionResult> OnPostCancelAsync(Guid id, string? cancelReason, Guid key) =>
        await AfterAsync(id, await _api.CancelFairAsync(id, cancelReason?.Trim() ?? "", key), "cancelled");

    private RedirectResult Onward(Guid id, string done)
    {
        TempData["Done"] = done;
        return Redirect($"/operations/fairs/{id}");
    }

    private async Task<IActionResult> AfterAsync<T>(Guid id, ApiAnswer<T> answer, string done)
        where T : class
    {
        if (answer.Problem is not { } problem)
        {
            return Onward(id, done);
        }

        this.Show(problem);
        return await OnGetAsync(id);
    }

    /// <summary>The form again as it was typed, with the sentence.</summary>
    private async Task<IActionResult> RefusedAsync(Guid? id, Problem problem, bool isDraft = true)
    {
        this.Show(problem);
        IsUnexplained = problem.Code == ScreeningRefusals.Unexplained.Code;
        (Fair, IsDraft) = (id is { } fairId ? (await _api.FairAsync(fairId)).Value : null, isDraft);
        Form.Halls.Add(new());
        return Page();
    }
}
