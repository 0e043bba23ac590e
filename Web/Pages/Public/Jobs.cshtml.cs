using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts;
using Pinchang.Contracts.Jobs;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Public;

public sealed class JobsModel(IServiceProvider services) : PageModel
{
    public static readonly string[] Cities = ["北京", "上海", "广州", "深圳", "杭州", "成都", "武汉", "南京", "苏州", "西安"];

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? City { get; set; }

    public Page<JobSummary> Found { get; private set; } = new([], 0, 1, 20);

    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "page")] int number = 1)
    {
        var answer = await services.GetRequiredService<ApiClient>().JobsAsync(Q?.Trim(), City?.Trim(), Math.Max(1, number));
        if (answer.Value is not { } found)
        {
            return this.Refuse(answer);
        }

        Found = found;
        return Page();
    }
}
