using Microsoft.AspNetCore.Http.HttpResults;
using Pinchang.Contracts;

namespace Pinchang.Api.Hosting;

/// <summary>The one place where outcomes become HTTP.</summary>
internal static class OutcomeResults
{
    public static Results<Ok<T>, ProblemHttpResult> ToResult<T>(this Outcome<T> outcome)
        where T : class =>
        outcome.IsAccepted ? TypedResults.Ok(outcome.Value) : outcome.Refusal.ToProblem();

    public static ProblemHttpResult ToProblem(this Refusal refusal) => refusal.ToProblem(StatusOf(refusal.Kind));

    public static ProblemHttpResult ToProblem(this Refusal refusal, int status)
    {
        var extensions = new Dictionary<string, object?> { ["code"] = refusal.Code, ["arguments"] = refusal.Arguments };
        if (refusal.Field is { } field)
        {
            extensions["field"] = field;
        }

        return TypedResults.Problem(title: Sentences.Of(refusal), statusCode: status, type: "about:blank", extensions: extensions);
    }

    public static int StatusOf(RefusalKind kind) => kind switch
    {
        RefusalKind.Invalid => StatusCodes.Status400BadRequest,
        RefusalKind.SignedOut => StatusCodes.Status401Unauthorized,
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.Conflict => StatusCodes.Status409Conflict,
        RefusalKind.Gone => StatusCodes.Status410Gone,
        RefusalKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
        RefusalKind.WrongType => StatusCodes.Status415UnsupportedMediaType,
        RefusalKind.Unprocessable => StatusCodes.Status422UnprocessableEntity,
        RefusalKind.TooMany => StatusCodes.Status429TooManyRequests,
        RefusalKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
