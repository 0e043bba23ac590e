using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Pinchang.Contracts;
using Pinchang.Data.Keys;
using Pinchang.Data;

namespace Pinchang.Api.Hosting;

/// <summary>Marks a route whose commands are safe to send twice.</summary>
internal sealed record IdempotencyKeyRequired;

internal static class Idempotency
{
    public const string Header = "Idempotency-Key";

    /// <summary>
    /// Runs the handler in one transaction with the row that remembers its answer. The same key gets the stored answer again; the same
    /// key with another body is refused. A refusal rolls back and is not remembered: it changed nothing, so it may be tried again.
    /// </summary>
    public static TBuilder RequireIdempotencyKey<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.AddEndpointFilter<TBuilder, IdempotencyFilter>().WithMetadata(new IdempotencyKeyRequired());

    /// <summary>
    /// For commands whose key is the id of what they make, in rows that a grain keeps: the grain itself meets its own on a repeat, so
    /// neither a row for the answer nor an open transaction stands around its commit (ADR 0015).
    /// </summary>
    public static TBuilder RequireKeyOfSubject<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.AddEndpointFilter<TBuilder, SubjectKeyFilter>();

    /// <summary>The body is read twice, once to bind it and once to hash it.</summary>
    public static WebApplication UseIdempotency(this WebApplication app)
    {
        app.Use((http, next) =>
        {
            if (http.GetEndpoint()?.Metadata.GetMetadata<IdempotencyKeyRequired>() is not null)
            {
                http.Request.EnableBuffering();
            }

            return next(http);
        });
        return app;
    }
}

internal sealed class IdempotencyFilter(ILogger<IdempotencyFilter> logger) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var services = http.RequestServices;
        if (CommandKey.Read(http, out var key, out var userId) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var data = services.GetRequiredService<PinchangContext>();
        var receivedAt = ReceivedAt.Of(http);
        var route = $"{http.Request.Method} {http.Request.Path}{http.Request.QueryString}";
        var bodyHash = await BodyHash.OfAsync(http.Request, http.RequestAborted);

        await using var transaction = await data.Database.BeginTransactionAsync(http.RequestAborted);
        // A rival with the same key waits here until the first commits or rolls back. The ledger's triggers read the address.
        var isFirst = await data.Database.ExecuteSqlAsync(
            $"""
            WITH acting AS MATERIALIZED (SELECT set_config('pinchang.address', {Caller.Of(http).Address}, true))
            INSERT INTO accounts.commands (user_id, key, route, body_hash, status, at)
            SELECT {userId}, {key}, {route}, {bodyHash}, 0, {receivedAt} FROM acting ON CONFLICT DO NOTHING
            """,
            http.RequestAborted) == 1;
        if (!isFirst)
        {
            var done = await data.Commands.AsNoTracking().SingleAsync(command => command.UserId == userId && command.Key == key, http.RequestAborted);
            return done.Route == route && done.BodyHash.AsSpan().SequenceEqual(bodyHash)
                ? new StoredAnswer(done.Status, done.SealedAnswer is { } kept ? services.GetRequiredService<MasterKey>().Open(kept) : null)
                : CommonRefusals.IdempotencyKeyReused.ToProblem();
        }

        var command = services.GetRequiredService<CommandContext>();
        command.Begin(key, receivedAt);
        var result = Unwrap(await next(context));
        var status = (result as IStatusCodeHttpResult)?.StatusCode ?? StatusCodes.Status200OK;
        if (status >= StatusCodes.Status400BadRequest)
        {
            await transaction.RollbackAsync(CancellationToken.None);
            return result;
        }

        var value = (result as IValueHttpResult)?.Value;
        var answer = value is null
            ? null
            : services.GetRequiredService<MasterKey>().Seal(JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), JsonDefaults.Options));
        await data.Database.ExecuteSqlAsync(
            $"UPDATE accounts.commands SET status = {status}, sealed_answer = {answer} WHERE user_id = {userId} AND key = {key}", CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        await command.CommittedAsync(logger);
        return result;
    }

    private static object? Unwrap(object? result)
    {
        while (result is INestedHttpResult nested)
        {
            result = nested.Result;
        }

        return result;
    }
}

internal sealed class SubjectKeyFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (CommandKey.Read(http, out var key, out _) is { } refusal)
        {
            return refusal.ToProblem();
        }

        http.RequestServices.GetRequiredService<CommandContext>().Begin(key, ReceivedAt.Of(http));
        return await next(context);
    }
}

/// <summary>Whose command it is, and under which key.</summary>
internal static class CommandKey
{
    public static Refusal? Read(HttpContext http, out Guid key, out Guid userId)
    {
        var user = http.RequestServices.GetRequiredService<CurrentUser>().IdOrNull;
        userId = user ?? Guid.Empty;
        return !Guid.TryParse(http.Request.Headers[Idempotency.Header], out key) || key == Guid.Empty ? CommonRefusals.IdempotencyKeyMissing
            : user is null ? CommonRefusals.SignedOut
            : null;
    }
}

/// <summary>The answer that was given the first time, byte for byte.</summary>
internal sealed class StoredAnswer(int status, byte[]? body) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = status;
        if (body is not null)
        {
            httpContext.Response.ContentType = "application/json; charset=utf-8";
            await httpContext.Response.Body.WriteAsync(body, httpContext.RequestAborted);
        }
    }
}
