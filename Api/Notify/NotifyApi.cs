using Pinchang.Api.Hosting;
using Pinchang.Contracts;

namespace Pinchang.Api.Notify;

internal static class NotifyApi
{
    public static IEndpointRouteBuilder MapNotify(this IEndpointRouteBuilder app)
    {
        var notify = app.MapGroup("/api").WithTags("Notify");
        notify.MapGet("/operations/messages", ListMessages.HandleAsync).RequireAuthorization(Access.ReadMessages);
        notify.MapPost("/operations/messages/{id:guid}/resendings", Resend.OneAsync).RequireAuthorization(Access.ResendMessages).RequireIdempotencyKey();
        notify.MapPost("/operations/message-resendings", Resend.AllAsync).RequireAuthorization(Access.ResendMessages).RequireIdempotencyKey();
        notify.MapGet("/operations/notice-texts", EditNoticeTexts.ListAsync).RequireAuthorization(Access.ReadMessages);
        notify.MapGet("/operations/notice-texts/{key}", EditNoticeTexts.GetAsync).RequireAuthorization(Access.ReadMessages);
        notify.MapPost("/operations/notice-texts/{key}/previews", EditNoticeTexts.Preview).RequireAuthorization(Access.ManageNotices);
        notify.MapPut("/operations/notice-texts/{key}", EditNoticeTexts.PutAsync).RequireAuthorization(Access.ManageNotices).RequireIdempotencyKey();
        notify.MapGet("/inbox", Inbox.ListAsync).RequireAuthorization(Access.SignedIn);
        notify.MapPost("/inbox/{id:guid}/opening", Inbox.OpenAsync).RequireAuthorization(Access.SignedIn).RequireIdempotencyKey();
        return app;
    }
}
