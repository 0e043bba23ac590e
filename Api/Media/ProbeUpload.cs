using Microsoft.AspNetCore.Http.HttpResults;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;

namespace Pinchang.Api.Media;

/// <summary><c>POST /media/upload-probe</c>: takes bytes and forgets them, so that a page can measure its upload speed.</summary>
internal static class ProbeUpload
{
    public const int Largest = 2 * 1024 * 1024;

    public static async Task<Results<Ok<ProbedUpload>, ProblemHttpResult>> HandleAsync(HttpContext context)
    {
        if (!new CurrentUser(context.User).IsSignedIn)
        {
            return CommonRefusals.SignedOut.ToProblem();
        }

        var buffer = new byte[64 * 1024];
        var bytes = 0L;
        for (int read; (read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0;)
        {
            bytes += read;
        }

        return TypedResults.Ok(new ProbedUpload(bytes));
    }
}

internal sealed record ProbedUpload(long Bytes);
