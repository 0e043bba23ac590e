using System.Data.Common;
using Microsoft.AspNetCore.Diagnostics;
using Orleans.Runtime;
using Pinchang.Contracts;

namespace Pinchang.Api.Hosting;

/// <summary>Whatever goes wrong outside a use case leaves as problem details too, with a code and a sentence.</summary>
internal static class Problems
{
    public static WebApplication UseProblems(this WebApplication app)
    {
        app.UseExceptionHandler(handler => handler.Run(http =>
        {
            var exception = http.Features.Get<IExceptionHandlerFeature>()?.Error;
            var (refusal, status) = Of(exception);
            return refusal.ToProblem(status).ExecuteAsync(http);
        }));
        app.UseStatusCodePages(page =>
        {
            var status = page.HttpContext.Response.StatusCode;
            return Of(status).ToProblem(status).ExecuteAsync(page.HttpContext);
        });
        return app;
    }

    private static (Refusal Refusal, int Status) Of(Exception? exception) => exception switch
    {
        BadHttpRequestException malformed => (Of(malformed.StatusCode), malformed.StatusCode),
        // Orleans' own: a machine was lost, or too many wait. What a grain throws keeps its type.
        TimeoutException or DbException { IsTransient: true } or OrleansException => (CommonRefusals.Unavailable, StatusCodes.Status503ServiceUnavailable),
        _ => (CommonRefusals.Unexpected, StatusCodes.Status500InternalServerError),
    };

    private static Refusal Of(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => CommonRefusals.SignedOut,
        StatusCodes.Status403Forbidden => CommonRefusals.Forbidden,
        StatusCodes.Status404NotFound => CommonRefusals.NotFound,
        StatusCodes.Status405MethodNotAllowed => CommonRefusals.MethodNotAllowed,
        StatusCodes.Status413PayloadTooLarge => CommonRefusals.TooLarge,
        StatusCodes.Status415UnsupportedMediaType => CommonRefusals.WrongType,
        StatusCodes.Status429TooManyRequests => CommonRefusals.TooMany,
        StatusCodes.Status503ServiceUnavailable => CommonRefusals.Unavailable,
        >= 500 => CommonRefusals.Unexpected,
        _ => CommonRefusals.Malformed,
    };
}
