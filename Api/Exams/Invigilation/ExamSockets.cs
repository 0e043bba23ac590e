using Microsoft.AspNetCore.SignalR;
using Pinchang.Api.Hosting;

namespace Pinchang.Api.Exams.Invigilation;

/// <summary>One browser's place in a sitting: the candidate of a session, or an invigilator when there is none.</summary>
internal sealed record ExamSeat(string ConnectionId, Guid SittingId, Guid? SessionId)
{
    /// <summary>The hub's groups that hear what concerns this seat.</summary>
    public string[] Groups => SessionId is { } sessionId ? [PagesOf(sessionId), RoomOf(SittingId)] : [WallOf(SittingId)];

    /// <summary>All pages of one candidate.</summary>
    public static string PagesOf(Guid sessionId) => $"pages {sessionId}";

    /// <summary>All candidates of a sitting.</summary>
    public static string RoomOf(Guid sittingId) => $"room {sittingId}";

    /// <summary>Whoever looks at a sitting's wall.</summary>
    public static string WallOf(Guid sittingId) => $"wall {sittingId}";
}

/// <summary>One open socket of <c>/hubs/exam</c>.</summary>
internal sealed class ExamSocket(HubCallerContext context, Guid sessionId) : HubSocket(context, sessionId)
{
    public ExamSeat? Seat { get; set; }

    /// <summary>Looks that it began; they end with it. Calls of one connection follow each other.</summary>
    public HashSet<Guid> Looks { get; } = [];
}
