using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Pinchang.Web.Pages.ExamRoom;

public sealed class RoomModel : PageModel
{
    public Guid Id { get; private set; }

    public void OnGet(Guid id) => Id = id;
}
