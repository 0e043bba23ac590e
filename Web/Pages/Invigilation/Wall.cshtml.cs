using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Invigilation;

/// <summary>The wall of one sitting.</summary>
public sealed class WallModel(IServiceProvider services) : PageModel
{
    public InvigilationWall Wall { get; private set; } = null!;

    /// <summary>More time for a whole sitting is the exam office's to give.</summary>
    public bool MayExtend { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        var answer = await services.GetRequiredService<ApiClient>().InvigilationWallAsync(id);
        if (answer.Value is not { } wall)
        {
            return this.Refuse(answer);
        }

        Wall = wall;
        MayExtend = (await services.GetRequiredService<Visitor>().GetAsync()).May(Access.ManageExams);
        return Page();
    }
}
