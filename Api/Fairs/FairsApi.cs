using Microsoft.AspNetCore.Http.Connections;
using Pinchang.Api.Fairs.Admission;
using Pinchang.Api.Fairs.Announcing;
using Pinchang.Api.Fairs.Booths;
using Pinchang.Api.Fairs.Halls;
using Pinchang.Api.Fairs.Live;
using Pinchang.Api.Fairs.Summary;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;

namespace Pinchang.Api.Fairs;

internal static class FairsApi
{
    public static IEndpointRouteBuilder MapFairs(this IEndpointRouteBuilder app)
    {
        app.MapHub<FairHub>("/hubs/fair", options => options.Transports = HttpTransportType.WebSockets)
            .RequireAuthorization(Access.SignedIn)
            .WithMetadata(new Microsoft.AspNetCore.Routing.ExcludeFromDescriptionAttribute());
        app.MapGet("/api/operations/fairs", GetFair.ListOwnAsync).WithTags("Fairs").RequireAuthorization(Access.RunFairs);
        app.MapGet("/api/recruiting/fairs", GetFair.ListForEmployerAsync).WithTags("Fairs").RequireAuthorization(Access.RecruitAtFairs);

        var fairs = app.MapGroup("/api/fairs").WithTags("Fairs");
        fairs.MapGet("/", GetFair.ListAsync).AllowAnonymous();
        fairs.MapPost("/", PlanFair.HandleAsync).RequireAuthorization(Access.RunFairs).RequireIdempotencyKey();
        MapFair(fairs.MapGroup("/{id:guid}"));
        MapBooth(app.MapGroup("/api/booths/{id:guid}").WithTags("Booths"));
        MapPlaces(app.MapGroup("/api/queue-places").WithTags("Booths"));
        MapTalk(app.MapGroup("/api/talks/{id:guid}").WithTags("Talks").RequireAuthorization(Access.SignedIn));
        return app;
    }

    private static void MapFair(RouteGroupBuilder fair)
    {
        fair.MapGet("", GetFair.HandleAsync).AllowAnonymous();
        fair.MapGet("/lobby", Lobby.HandleAsync).AllowAnonymous();
        fair.MapPut("", PlanFair.EditAsync).RequireAuthorization(Access.RunFairs);

        var candidate = fair.MapGroup("").RequireAuthorization(Access.VerifiedPhone).RequireIdempotencyKey();
        candidate.MapPost("/registrations", Registrations.RegisterAsync);
        candidate.MapPost("/registration-withdrawals", Registrations.WithdrawAsync);
        candidate.MapPost("/registration-entrustments", Registrations.EntrustAsync);

        var employer = fair.MapGroup("").RequireAuthorization(Access.RecruitAtFairs);
        employer.MapGet("/exhibitor-choices", Exhibitors.ChoicesAsync);
        employer.MapPost("/exhibitors", Exhibitors.RegisterAsync).RequireIdempotencyKey();

        var organizer = fair.MapGroup("").RequireAuthorization(Access.RunFairs);
        organizer.MapGet("/publications", FairNotices.ListAsync);
        organizer.MapGet("/exhibitors", Exhibitors.ListAsync);
        organizer.MapGet("/registrations", Registrations.ListAsync);
        organizer.MapGet("/board", DutyBoard.HandleAsync);
        organizer.MapGet("/summary", GetSummary.HandleAsync);
        organizer.MapGet("/summary.csv", GetSummary.CsvAsync);
        organizer.MapGet("/summary.xlsx", GetSummary.SheetAsync);

        var decisions = organizer.MapGroup("").RequireIdempotencyKey();
        decisions.MapPost("/publications", PlanFair.PublishAsync);
        decisions.MapPost("/notice-tasks/{taskId:guid}/proofs", FairNotices.ProveAsync);
        decisions.MapPost("/exhibitor-decisions", Exhibitors.DecideAsync);
        decisions.MapPost("/registration-decisions", Registrations.DecideAsync);
        decisions.MapPost("/changes", FairNotices.ChangeAsync);
        decisions.MapPost("/cancellations", FairNotices.CancelAsync);
        decisions.MapPost("/closures", FairNotices.CloseAsync);
        decisions.MapPost("/broadcasts", FairNotices.BroadcastAsync);
    }

    private static void MapBooth(RouteGroupBuilder booth)
    {
        booth.MapGet("", GetBooth.HandleAsync).AllowAnonymous();
        booth.MapPut("", Exhibitors.RearrangeAsync).RequireAuthorization(Access.RecruitAtFairs);
        booth.MapPost("/queue-places", QueuePlaces.TakeAsync).RequireAuthorization(Access.VerifiedPhone).RequireKeyOfSubject();
        booth.MapPost("/calls", QueuePlaces.CallAsync).RequireAuthorization(Access.RecruitAtFairs).RequireKeyOfSubject();
        booth.MapPost("/duties", BoothDuty.TakeAsync).RequireAuthorization(Access.RecruitAtFairs).RequireIdempotencyKey();
        booth.MapPost("/closures", BoothDuty.CloseAsync).RequireAuthorization(Access.RunFairs).RequireIdempotencyKey();

        // By the booth's own people, or by those who run the fair: which of them it is, the booth's door says.
        booth.MapPost("/pauses", BoothDuty.PauseAsync).RequireAuthorization(Access.SignedIn).RequireIdempotencyKey();
        booth.MapGet("/desk", GetBooth.DeskAsync).RequireAuthorization(Access.SignedIn);
    }

    private static void MapPlaces(RouteGroupBuilder places)
    {
        places.MapGet("/mine", QueuePlaces.MineAsync).RequireAuthorization(Access.SignedIn);
        places.MapGet("/{id:guid}/resume", QueuePlaces.ResumeAsync).RequireAuthorization(Access.RecruitAtFairs);

        // A number is its candidate's; a skip is also its booth's. Whose it is, is asked of the number itself.
        var own = places.MapGroup("/{id:guid}").RequireAuthorization(Access.SignedIn);
        own.MapPost("/withdrawals", QueuePlaces.LeaveAsync).RequireKeyOfSubject();
        own.MapPost("/answers", QueuePlaces.AnswerAsync).RequireKeyOfSubject();
        own.MapPost("/skips", QueuePlaces.SkipAsync).RequireIdempotencyKey();
    }

    private static void MapTalk(RouteGroupBuilder talk)
    {
        talk.MapGet("", Talks.GetAsync);
        talk.MapPost("/messages", Talks.SayAsync).RequireKeyOfSubject();
        var either = talk.MapGroup("").RequireIdempotencyKey();
        either.MapPost("/endings", Talks.EndAsync);
        either.MapPost("/resumes", Talks.ShareAsync);

        var recruiter = talk.MapGroup("").RequireAuthorization(Access.RecruitAtFairs).RequireIdempotencyKey();
        recruiter.MapPost("/extensions", Talks.ExtendAsync);
        recruiter.MapPost("/notes", Talks.NoteAsync);
        recruiter.MapPost("/results", Talks.SettleAsync);
        recruiter.MapPost("/result-undo", Talks.UndoAsync);
    }
}
