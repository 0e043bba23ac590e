using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts;
using Pinchang.Contracts.Improvements;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Improvements;

/// <summary>An agency's corrective actions, and where a new one is opened, also from a questionnaire, complaint or incident.</summary>
public sealed class ListModel(IServiceProvider services) : PageModel
{
    private const string Here = "/operations/improvements";

    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    [BindProperty(SupportsGet = true)]
    public ImprovementShelf Shelf { get; set; }

    [BindProperty(SupportsGet = true)]
    public ImprovementSource? Source { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? SourceId { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true, Name = "page")]
    public int Number { get; set; } = 1;

    public Page<ImprovementSummary> Found { get; private set; } = new([], 0, 1, 20);

    public ImprovementOwner[] Owners { get; private set; } = [];

    /// <summary>What a new one would come from.</summary>
    public ImprovementOrigin? Origin { get; private set; }

    public bool MayManage { get; private set; }

    /// <summary>What was typed and refused, to be mended.</summary>
    public IFormCollection? Typed { get; private set; }

    public string CsvQuery => "".With(("shelf", Shelf), ("source", Source), ("sourceId", SourceId), ("q", Q));

    public string Self(ImprovementShelf? shelf = null) => Here.With(("shelf", shelf ?? Shelf), ("source", Source), ("sourceId", SourceId), ("q", Q));

    public string? Of(string field, string? otherwise = null) => Typed is { } typed ? typed[field].ToString() : otherwise;

    public async Task<IActionResult> OnGetAsync()
    {
        var answer = await _api.ImprovementsAsync(Shelf, Source, SourceId, Q, Math.Max(1, Number));
        if (answer.Value is not { } found)
        {
            return this.Refuse(answer);
        }

        Found = found;
        MayManage = (await services.GetRequiredService<Visitor>().GetAsync()).May(Access.ManageImprovements);
        if (MayManage)
        {
            Owners = (await _api.ImprovementOwnersAsync()).Value ?? [];
            Origin = Source is { } source && SourceId is { } id ? (await _api.ImprovementOriginAsync(source, id)).Value : null;
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid key, string? title, string? finding, Guid ownerId, DateOnly? dueOn)
    {
        var source = SourceId is null ? ImprovementSource.Own : Source ?? ImprovementSource.Own;
        var answer = await _api.OpenImprovementAsync(new(title ?? "", finding ?? "", source, SourceId, ownerId, dueOn ?? default), key);
        if (answer.Value is { } opened)
        {
            TempData["Done"] = "opened";
            return Redirect($"{Here}/{opened.Summary.Id}");
        }

        Typed = await Request.ReadFormAsync();
        var drawn = await OnGetAsync();
        this.Show(answer.Problem!);
        return drawn;
    }
}
