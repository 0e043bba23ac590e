using Microsoft.AspNetCore.Http.HttpResults;
using Pinchang.Contracts;

namespace Pinchang.Api.Media;

/// <summary>A refusal of a media file.</summary>
internal static class MediaProblem
{
    public static ProblemHttpResult Of(Refusal refusal) => TypedResults.Problem(
        statusCode: refusal.Kind switch
        {
            RefusalKind.SignedOut => 401,
            RefusalKind.Forbidden => 403,
            RefusalKind.Gone => 410,
            RefusalKind.Unavailable => 503,
            _ => 404,
        },
        extensions: new Dictionary<string, object?> { ["code"] = refusal.Code });
}
