using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Public;

/// <summary>The faces of what did not work, each with what to do next and a number to quote.</summary>
[ResponseCache(NoStore = true)]
[IgnoreAntiforgeryToken]
public sealed class ErrorModel : PageModel
{
    public int Status { get; private set; }

    public Problem? Problem { get; private set; }

    /// <summary>The trace's first digits: enough for support to find it in the logs.</summary>
    public string Number => (Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier)[..12].ToUpperInvariant();

    public void OnGet(int status) => Draw(status);

    public void OnPost(int status) => Draw(status);

    private void Draw(int status)
    {
        var asked = HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is null && HttpContext.Features.Get<IExceptionHandlerFeature>() is null;
        Status = status is >= 400 and <= 599 ? status : StatusCodes.Status404NotFound;
        Problem = HttpContext.RefusedWith();
        if (asked)
        {
            Response.StatusCode = Status;
        }
    }
}
