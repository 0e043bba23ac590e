using System.Text.Json;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;

namespace Pinchang.Api.Tests.Hosting;

/// <param name="Asked">Of what, where a method has several lines.</param>
/// <param name="Call">Sits down where the caller may, calls, and says the refusal's code: null for a welcome.</param>
/// <param name="Expected">The code for each caller.</param>
public sealed record HubLine(
    string Hub, string Method, string Asked, Func<HubVenue, HubPage, Caller, Task<string?>> Call, Func<Caller, string?> Expected)
{
    public override string ToString() => Asked.Length == 0 ? $"{Hub}.{Method}" : $"{Hub}.{Method} ({Asked})";
}

/// <summary>P7 for the hubs: each method, and what it says to whom.</summary>
internal static class HubTable
{
    public const string SignedOut = "401";

    private const string Room = "LiveRoomHub";
    private const string Fair = "FairHub";
    private const string Exam = "ExamHub";

    public static readonly IReadOnlyDictionary<string, string> Paths =
        new Dictionary<string, string> { [Room] = "/hubs/live-room", [Fair] = "/hubs/fair", [Exam] = "/hubs/exam" };

    public static readonly HubLine[] Lines =
    [
        new(Room, "Join", "a public room", (venue, page, _) => CodeAsync(page, "Join", venue.OpenRoom.Summary.Id, "share"), _ => null),
        new(Room, "Join", "a room for the registered", (venue, page, _) => CodeAsync(page, "Join", venue.RegisteredRoom.Summary.Id, "share"),
            caller => caller.Is(Belonging.Nobody) ? "live-rooms.sign-in-to-watch" : null),
        new(Room, "Join", "an employer's own room", (venue, page, _) => CodeAsync(page, "Join", venue.OwnRoom.Summary.Id, "share"),
            caller => IsOwnEmployer(caller) ? null : "live-rooms.not-found"),
        new(Room, "JoinDesk", "", (venue, page, _) => CodeAsync(page, "JoinDesk", venue.OpenRoom.Summary.Id),
            caller => caller.Is(Belonging.Employer, Roles.JobPoster, Roles.ResumeReader, Roles.Caller) ? "access.forbidden"
                : IsOwnEmployer(caller) ? null
                : "live-rooms.not-found"),
        new(Room, "SendChat", "before joining", (_, page, _) => CodeAsync(page, "SendChat", Guid.CreateVersion7(), "你好"), _ => "live-rooms.not-joined"),
        new(Room, "SendChat", "in a public room", async (venue, page, _) =>
            {
                await CodeAsync(page, "Join", venue.OpenRoom.Summary.Id, "share");
                return await CodeAsync(page, "SendChat", Guid.CreateVersion7(), "请问几点结束");
            },
            caller => caller.Is(Belonging.Nobody) ? "live-rooms.sign-in-to-chat" : null),
        new(Room, "SendChat", "an employer's own room", async (venue, page, _) =>
            {
                await CodeAsync(page, "Join", venue.OwnRoom.Summary.Id, "share");
                return await CodeAsync(page, "SendChat", Guid.CreateVersion7(), "请问几点结束");
            },
            caller => IsOwnEmployer(caller) ? "live-rooms.not-on-air" : "live-rooms.not-joined"),

        // Counted for a seat, dropped without one, and never answered.
        new(Room, "Like", "", (_, page, _) => CodeAsync(page, "Like", 1), _ => null),
        new(Room, "CardViewed", "", (_, page, _) => CodeAsync(page, "CardViewed", Guid.CreateVersion7()), _ => null),
        new(Room, "CardOpened", "", (_, page, _) => CodeAsync(page, "CardOpened", Guid.CreateVersion7()), _ => null),

        new(Fair, "EnterFair", "a published fair", (venue, page, _) => CodeAsync(page, "EnterFair", venue.Fairs.Fair.Summary.Id), SignedIn(_ => null)),
        new(Fair, "EnterFair", "a draft", (venue, page, _) => CodeAsync(page, "EnterFair", venue.DraftFair.Summary.Id),
            SignedIn(caller => caller.Is(Belonging.Agency, Roles.Operator) ? null : "fairs.not-found")),
        new(Fair, "EnterDesk", "", (venue, page, _) => CodeAsync(page, "EnterDesk", venue.Fairs.Booth.BoothId),
            SignedIn(caller => caller.Is(Belonging.TalkingRecruiter)
                || caller.Is(Belonging.Employer, Roles.Owner, Roles.Manager, Roles.Recruiter, Roles.Caller)
                || caller.Is(Belonging.Agency, Roles.Operator) ? null : "fairs.booth-not-found")),
        new(Fair, "Signal", "", (venue, page, _) => CodeAsync(page, "Signal", venue.Talk.Id, "{}"),
            SignedIn(caller => caller.Belonging is Belonging.Candidate or Belonging.TalkingRecruiter ? null : "fairs.talk-not-found")),

        new(Exam, "Enter", "", (venue, page, _) => CodeAsync(page, "Enter", venue.SessionId),
            SignedIn(caller => caller.Is(Belonging.Candidate) ? null : "invigilation.not-found")),
        new(Exam, "Watch", "", (venue, page, _) => CodeAsync(page, "Watch", venue.Exams.SittingId), SignedIn(WatchRefusal)),
        new(Exam, "RequestLook", "before watching", (venue, page, _) => CodeAsync(page, "RequestLook", venue.SessionId, "camera"),
            SignedIn(caller => WatchRefusal(caller) ?? "invigilation.not-found")),
        new(Exam, "RequestLook", "at the wall", async (venue, page, _) =>
            {
                await CodeAsync(page, "Watch", venue.Exams.SittingId);
                return await CodeAsync(page, "RequestLook", venue.SessionId, "camera");
            },
            SignedIn(WatchRefusal)),
        new(Exam, "SendLookSignal", "somebody else's look", async (venue, page, caller) =>
            {
                var look = await LookAsync(venue, page);
                await CodeAsync(page, "SendLookSignal", new LookSignal(look, caller.ToString()));
                await venue.ExamPage.CallAsync("SendLookSignal", new LookSignal(look, "the one looked at"));
                var heard = await venue.Wall.EventAsync("LookSignalReceived", arguments => arguments[0].GetProperty("lookId").GetGuid() == look);
                return heard[0].GetProperty("body").GetString() == caller.ToString() ? null : "unheard";
            },
            SignedIn(caller => caller.Is(Belonging.Candidate) ? null : "unheard")),
        new(Exam, "EndLook", "somebody else's look", async (venue, page, _) =>
            {
                var look = await LookAsync(venue, page);
                await CodeAsync(page, "EndLook", look);
                await venue.ExamPage.CallAsync("SendLookSignal", new LookSignal(look, "the one looked at"));
                var (heard, _) = await venue.Wall.AnyEventAsync("LiveLookEnded", "LookSignalReceived");
                return heard == "LiveLookEnded" ? null : "unheard";
            },
            SignedIn(caller => caller.Is(Belonging.Candidate) ? null : "unheard")),
    ];

    private static Func<Caller, string?> SignedIn(Func<Caller, string?> expected) =>
        caller => caller.Is(Belonging.Nobody) ? SignedOut : expected(caller);

    private static bool IsOwnEmployer(Caller caller) => caller.Belonging is Belonging.Employer or Belonging.TalkingRecruiter;

    private static string? WatchRefusal(Caller caller) => caller switch
    {
        _ when caller.Is(Belonging.Project, Roles.Invigilator, Roles.ExamOfficer) => null,
        { Belonging: Belonging.Project } => "access.forbidden",
        _ => "invigilation.not-found",
    };

    /// <summary>The venue's invigilator looks at the venue's candidate; the caller sits wherever it may.</summary>
    private static async Task<Guid> LookAsync(HubVenue venue, HubPage page)
    {
        await CodeAsync(page, "Watch", venue.Exams.SittingId);
        await CodeAsync(page, "Enter", venue.SessionId);
        var look = await venue.Wall.CallAsync("RequestLook", venue.SessionId, "camera");
        return look.GetProperty("value").GetProperty("id").GetGuid();
    }

    private static async Task<string?> CodeAsync(HubPage page, string method, params object?[] arguments)
    {
        var answer = await page.CallAsync(method, arguments);
        return answer switch
        {
            { ValueKind: not JsonValueKind.Object } => null,
            _ when answer.TryGetProperty("error", out var error) => error.GetString(),
            _ when answer.TryGetProperty("problem", out var problem) && problem.ValueKind == JsonValueKind.Object => problem.GetProperty("code").GetString(),
            _ => null,
        };
    }
}
