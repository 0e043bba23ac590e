using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Api.LiveRooms;

internal static class LiveRoomsApi
{
    public static IEndpointRouteBuilder MapLiveRooms(this IEndpointRouteBuilder app)
    {
        var rooms = app.MapGroup("/api/live-rooms").WithTags("LiveRooms");
        rooms.MapGet("/", ListRooms.HandleAsync).AllowAnonymous();
        app.MapGet("/api/employers/mine/live-rooms", ListRooms.OwnAsync).WithTags("LiveRooms").RequireAuthorization(Access.Recruiting);
        rooms.MapPost("/", PlanRoom.HandleAsync).RequireAuthorization(Access.RunLiveRooms).RequireIdempotencyKey();

        var room = rooms.MapGroup("/{id:guid}");
        room.MapGet("", GetRoom.HandleAsync).AllowAnonymous();
        room.MapPut("", PlanRoom.ChangeAsync).RequireAuthorization(Access.RunLiveRooms);
        room.MapGet("/share", GetRoom.ShareAsync).AllowAnonymous();
        room.MapGet("/snapshot", GetSnapshot.HandleAsync).AllowAnonymous().Produces<RoomSnapshot>();
        room.MapGet("/feed", GetSnapshot.FeedAsync).AllowAnonymous();
        room.MapGet("/replay", GetReplay.HandleAsync).AllowAnonymous();
        room.MapPost("/reminders", Reminders.AddAsync).RequireAuthorization(Access.SignedIn).RequireIdempotencyKey();
        room.MapDelete("/reminders", Reminders.RemoveAsync).RequireAuthorization(Access.SignedIn);

        var viewer = room.MapGroup("").RequireAuthorization(Access.VerifiedPhone).RequireIdempotencyKey();
        viewer.MapPost("/questions", RoomQuestions.AskAsync);
        viewer.MapPost("/questions/{questionId:guid}/votes", RoomQuestions.VoteAsync);

        var presenter = room.MapGroup("").RequireAuthorization(Access.RunLiveRooms).RequireIdempotencyKey();
        presenter.MapPost("/broadcasts", Broadcasts.StartAsync);
        presenter.MapPost("/endings", Broadcasts.EndAsync);
        presenter.MapPost("/job-cards", JobCards.PushAsync);
        presenter.MapPost("/job-cards/{cardId:guid}/pins", JobCards.PinAsync);
        presenter.MapPost("/job-cards/{cardId:guid}/withdrawals", JobCards.WithdrawAsync);

        var desk = room.MapGroup("").RequireAuthorization(Access.ModerateLiveRooms);
        desk.MapGet("/desk", GetDesk.HandleAsync);
        desk.MapGet("/summary", GetSummary.HandleAsync);
        desk.MapGet("/summary.csv", GetSummary.CsvAsync);

        var moderation = desk.MapGroup("").RequireIdempotencyKey();
        moderation.MapPost("/questions/{questionId:guid}/answers", RoomQuestions.AnswerAsync);
        moderation.MapPost("/questions/{questionId:guid}/highlights", RoomQuestions.HighlightAsync);
        moderation.MapPost("/questions/{questionId:guid}/removals", RoomQuestions.RemoveAsync);
        moderation.MapPost("/notices", Moderation.NoticeAsync);
        moderation.MapPost("/mutes", Moderation.MuteAsync);
        moderation.MapPost("/removals", Moderation.RemoveAsync);
        moderation.MapPost("/slow-mode", Moderation.SlowAsync);
        moderation.MapPost("/chat-removals", Moderation.RemoveChatAsync);
        return app;
    }
}
