using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pinchang.Contracts.Maintenance;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Operations;

/// <summary>权限矩阵: who may do what, room by room, as the running product itself says it.</summary>
public sealed partial class AccessMatrixModel(IServiceProvider services) : PageModel
{
    private readonly IStringLocalizer<Texts> _texts = services.GetRequiredService<IStringLocalizer<Texts>>();

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Role { get; set; }

    /// <summary>Every room is open, to be printed or searched by the browser.</summary>
    [BindProperty(SupportsGet = true)]
    public bool All { get; set; }

    public string Whole => "/operations/access-matrix".With(("q", Q), ("role", Role), ("all", "true"));

    public AccessMatrix Matrix { get; private set; } = null!;   // read before the page is drawn

    public AccessRoom[] Rooms { get; private set; } = [];

    public bool IsNarrowed => !string.IsNullOrWhiteSpace(Q) || !string.IsNullOrEmpty(Role);

    public async Task<IActionResult> OnGetAsync()
    {
        var answer = await services.GetRequiredService<ApiClient>().AccessMatrixAsync();
        if (answer.Value is not { } matrix)
        {
            return this.Refuse(answer);
        }

        Matrix = matrix;
        Rooms =
        [
            .. matrix.Rooms.Select(room => room with { Lines = [.. room.Lines.Where(line => Fits(room, line))] }).Where(room => room.Lines.Length > 0),
        ];
        return Page();
    }

    /// <summary>Without the kinds of a route's places, which tell people nothing.</summary>
    public static string Short(string action) => Kind().Replace(action, "}");

    public string AreaOf(string room) => Named($"area.{room}", room);

    public string AskedOf(string policy) => Named($"asks.{policy}", policy);

    private string Named(string key, string otherwise) => _texts[key] is { ResourceNotFound: false } known ? known.Value : otherwise;

    [GeneratedRegex(@":[a-z]+\}")]
    private static partial Regex Kind();

    private bool Fits(AccessRoom room, AccessLine line) =>
        (string.IsNullOrEmpty(Role) || line.Roles.Contains(Role))
        && (string.IsNullOrWhiteSpace(Q)
            || line.Policies.Concat(line.Policies.Select(AskedOf)).Append(AreaOf(room.Name)).Append(line.Action).Append(Short(line.Action)).Any(text => text.Contains(Q.Trim(), StringComparison.OrdinalIgnoreCase)));
}
