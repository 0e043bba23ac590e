using Pinchang.Api.Hosting;
using Pinchang.Contracts;

namespace Pinchang.Api.Notify;

internal static class NotifyApi
{
    public static IEndpointRouteBuilder MapNotify(this IEndpointRouteBuilder app)
    {
        var notify = app.MapGroup("/api").WithTags("Notify");
        notify.MapGet("/operations/messages", ListMessages.HandleAsync).RequireAuthorization(Access.ReadMessages);
        notify.MapGet("/inbox", Inbox.ListAsync).RequireAuthorization(Access.SignedIn);
        notify.MapPost("/inbox/{id:guid}/opening", Inbox.OpenAsync).RequireAuthorization(Access.SignedIn).RequireIdempotencyKey();
        return app;
    }
}
