using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.ExamOffice.Papers;

/// <summary>The agency's question bank.</summary>
public sealed class QuestionsModel(IServiceProvider services) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public QuestionKind? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Subject { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Topic { get; set; }

    [BindProperty(SupportsGet = true)]
    public int? Difficulty { get; set; }

    [BindProperty(SupportsGet = true)]
    public BankState? State { get; set; }

    public Page<QuestionSummary> Found { get; private set; } = new([], 0, 1, 20);

    public QuestionStock[] Stock { get; private set; } = [];

    public bool IsNarrowed => Kind is not null || Difficulty is not null || State is not null || new[] { Q, Subject, Topic }.Any(text => !string.IsNullOrWhiteSpace(text));

    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "page")] int number = 1)
    {
        var api = services.GetRequiredService<ApiClient>();
        var answer = await api.QuestionsAsync(Q, Kind, Subject, Topic, Difficulty, State, Math.Max(1, number));
        if (answer.Value is not { } found)
        {
            return this.Refuse(answer);
        }

        Found = found;
        Stock = (await api.QuestionStockAsync()).Value ?? [];
        return Page();
    }
}
