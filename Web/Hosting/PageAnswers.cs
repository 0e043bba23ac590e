using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Web.Calls;

namespace Pinchang.Web.Hosting;

/// <summary>What a page does with an answer that is not the one it wanted.</summary>
internal static class PageAnswers
{
    private static readonly object ProblemKey = new();

    /// <summary>The face of the refusal in place of the page: sign in, or the error page with the sentence.</summary>
    public static IActionResult Refuse<T>(this PageModel page, ApiAnswer<T> answer)
        where T : class
    {
        if (answer.Status == StatusCodes.Status401Unauthorized)
        {
            return page.ToSignIn();
        }

        page.HttpContext.Items[ProblemKey] = answer.Problem;
        return new StatusCodeResult(answer.Status);
    }

    /// <summary>Api could not say who asks: whatever page was asked for says when to come back, and nobody is sent to sign in.</summary>
    public static IActionResult Unavailable<T>(this HttpContext context, ApiAnswer<T> answer)
        where T : class
    {
        context.Items[ProblemKey] = answer.Problem;
        return new StatusCodeResult(StatusCodes.Status503ServiceUnavailable);
    }

    public static IActionResult ToSignIn(this PageModel page) => page.Request.ToSignIn();

    public static IActionResult ToSignIn(this HttpRequest request) =>
        new RedirectResult("/sign-in".With(("return", request.Path + request.QueryString)));

    public static Problem? RefusedWith(this HttpContext context) => context.Items[ProblemKey] as Problem;

    /// <summary>Puts the sentence beside its field, or above the form when it is about none.</summary>
    public static void Show(this PageModel page, Problem problem) => page.ViewData["Problem"] = problem;

    /// <summary>A path of our own to go on to; anything else could send people elsewhere.</summary>
    public static string Onward(this PageModel page, string? path, string otherwise) => page.Url.IsLocalUrl(path) ? path! : otherwise;
}
