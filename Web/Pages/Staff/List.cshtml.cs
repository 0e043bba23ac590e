using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Staff;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Staff;

/// <summary>人员与资质: everybody who works in the agency, at its employers and in its exams.</summary>
public sealed class ListModel(IServiceProvider services) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public StaffShelf Shelf { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Role { get; set; }

    [BindProperty(SupportsGet = true, Name = "page")]
    public int Number { get; set; } = 1;

    public StaffList List { get; private set; } = new(new([], 0, 1, 20), 0, 0, 0, 0);

    public string To(StaffShelf shelf) => "/operations/staff".With(("shelf", shelf), ("q", Q), ("role", Role));

    public int CountOf(StaffShelf shelf) => shelf switch
    {
        StaffShelf.Lacking => List.Lacking,
        StaffShelf.Ending => List.Ending,
        StaffShelf.Waiting => List.Waiting,
        _ => List.People,
    };

    public async Task<IActionResult> OnGetAsync()
    {
        var answer = await services.GetRequiredService<ApiClient>().StaffAsync(Shelf, Q, Role, Math.Max(1, Number));
        if (answer.Value is not { } list)
        {
            return this.Refuse(answer);
        }

        List = list;
        return Page();
    }
}
