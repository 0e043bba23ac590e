using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;

namespace Pinchang.Api.Exams.Sittings;

internal static class SittingsApi
{
    public static IEndpointRouteBuilder MapSittings(this IEndpointRouteBuilder app)
    {
        MapCandidate(app);
        MapOffice(app);
        return app;
    }

    /// <summary>
    /// Without idempotency keys: a repeated entry takes the next epoch, answers are known by (session, epoch, sequence), and a start or a
    /// hand-in answers again as it did. Whose session it is, the session itself judges.
    /// </summary>
    private static void MapCandidate(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/exam-sessions/mine", OwnSessions.HandleAsync).WithTags("ExamSessions").RequireAuthorization(Access.SignedIn);
        app.MapGet("/api/exam-sittings/{id:guid}/paper", GetPaper.HandleAsync).WithTags("ExamSessions").RequireAuthorization(Access.SignedIn);

        var session = app.MapGroup("/api/exam-sessions/{id:guid}").WithTags("ExamSessions").RequireAuthorization(Access.SignedIn);
        session.MapGet("", OwnSessions.GetAsync);
        session.MapGet("/draw", GetPaper.DrawAsync);
        session.MapPost("/entries", SessionDoor.EnterAsync);
        session.MapPost("/device-checks", SessionDoor.CheckDeviceAsync);
        session.MapPost("/identity-photos", SessionDoor.SubmitIdentityAsync);
        session.MapPost("/rules-acknowledgements", SessionDoor.ReadRulesAsync);
        session.MapPost("/starts", StartExams.HandleAsync);
        session.MapPut("/answers", SaveAnswersOfSession.HandleAsync).Accepts<SaveAnswersRequest>("application/json");
        session.MapGet("/answers", OwnSessions.ReadAnswersAsync);
        session.MapPost("/heartbeats", SessionDoor.BeatAsync);
        session.MapPost("/hand-in", HandInPaper.HandleAsync).Accepts<HandInRequest>("application/json");
        session.MapGet("/receipt", OwnSessions.ReceiptAsync);
        session.MapGet("/canonical-answers", OwnSessions.CanonicalAsync).Produces<string>(200, "application/json");
    }

    private static void MapOffice(IEndpointRouteBuilder app)
    {
        var project = app.MapGroup("/api/exam-projects/{id:guid}/sittings").WithTags("ExamSittings");
        project.MapGet("", ListSittings.HandleAsync).RequireAuthorization(Access.ExamStaff);
        project.MapPost("", PlanSittings.HandleAsync).RequireAuthorization(Access.ManageExams).RequireIdempotencyKey();

        var sitting = app.MapGroup("/api/exam-sittings/{id:guid}").WithTags("ExamSittings");
        sitting.MapGet("", ListSittings.GetAsync).RequireAuthorization(Access.ExamStaff);
        sitting.MapGet("/sessions", ListSittings.SessionsAsync).RequireAuthorization(Access.ExamStaff);
        sitting.MapGet("/late-answers", LateAnswersOfSitting.ListAsync).RequireAuthorization(Access.ManageExams);
        sitting.MapGet("/outages", Outages.ListAsync).RequireAuthorization(Access.Invigilate);

        var office = sitting.MapGroup("").RequireAuthorization(Access.ManageExams).RequireIdempotencyKey();
        office.MapPost("/arrangement", ArrangeSessions.HandleAsync);
        office.MapPost("/extensions", ExtendTime.SittingAsync);
        office.MapPost("/compensations", Outages.CompensateAsync);
        office.MapPost("/answer-files", ImportAnswerFile.HandleAsync);

        var session = app.MapGroup("/api/exam-sessions/{id:guid}").WithTags("ExamSittings");
        session.MapGet("/staff-view", SessionStaff.GetAsync).RequireAuthorization(Access.Invigilate);
        session.MapPost("/late-decisions", LateAnswersOfSitting.DecideAsync).RequireAuthorization(Access.ManageExams).RequireIdempotencyKey();

        var invigilator = session.MapGroup("").RequireAuthorization(Access.Invigilate).RequireIdempotencyKey();
        invigilator.MapPost("/admissions", SessionStaff.AdmitAsync);
        invigilator.MapPost("/identity-decisions", SessionStaff.DecideIdentityAsync);
        invigilator.MapPost("/extensions", ExtendTime.SessionAsync);
        invigilator.MapPost("/endings", SessionStaff.EndAsync);
    }
}
