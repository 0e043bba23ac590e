using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Accounts;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Public;

public sealed class LiveRoomModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    public LiveRoomDetails Room { get; private set; } = null!;

    public SessionDetails Session { get; private set; } = SessionDetails.Anonymous;

    public string ShareAddress => $"{Request.Scheme}://{Request.Host}/live/{Room.Summary.Id}";

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        var answer = await _api.LiveRoomAsync(id);
        if (answer.Value is not { } room)
        {
            return this.Refuse(answer);
        }

        Room = room;
        Session = await services.GetRequiredService<Visitor>().GetAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostRemindAsync(Guid id, Guid key) => await AfterAsync(id, await _api.RemindAsync(id, key));

    public async Task<IActionResult> OnPostForgetAsync(Guid id) => await AfterAsync(id, await _api.ForgetReminderAsync(id));

    private async Task<IActionResult> AfterAsync<T>(Guid id, ApiAnswer<T> answer)
        where T : class
    {
        if (answer.Status == StatusCodes.Status401Unauthorized)
        {
            return Redirect("/sign-in".With(("return", $"/live/{id}")));
        }

        if (answer.Problem is { } problem)
        {
            this.Show(problem);
            return await OnGetAsync(id);
        }

        return Redirect($"/live/{id}");
    }
}
