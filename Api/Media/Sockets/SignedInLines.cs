using System.Collections.Concurrent;
using Pinchang.Api.Accounts;
using Pinchang.Api.Hosting;

namespace Pinchang.Api.Media.Sockets;

/// <summary>
/// The open picture lines of signed-in people, cut in the moment their session is revoked: a line asks for its right only once,
/// at the door.
/// </summary>
internal sealed class SignedInLines : IEndpointFilter
{
    private readonly ConcurrentDictionary<HttpContext, Guid> _lines = new();

    public SignedInLines(ISessionRegistry sessions) => sessions.Revoked += Cut;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var line = context.HttpContext;
        if (!Guid.TryParse(line.User.FindFirst(SessionClaims.SessionId)?.Value, out var sessionId))
        {
            return await next(context);
        }

        _lines[line] = sessionId;
        try
        {
            return await next(context);
        }
        finally
        {
            _lines.TryRemove(line, out _);
        }
    }

    private void Cut(Guid sessionId)
    {
        foreach (var (line, owner) in _lines)
        {
            if (owner == sessionId)
            {
                line.Abort();
            }
        }
    }
}
