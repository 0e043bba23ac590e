using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Pinchang.Api.Accounts;
using Pinchang.Contracts.Exams;

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

/// <summary>One open socket.</summary>
internal sealed class ExamSocket(HubCallerContext context, Guid sessionId)
{
    private const int MostSignals = 300;
    private static readonly TimeSpan SignalWindow = TimeSpan.FromSeconds(10);

    private long _windowAt;
    private int _signals;

    public string ConnectionId => context.ConnectionId;

    /// <summary>The sign-in that it stands on.</summary>
    public Guid SessionId => sessionId;

    public ExamSeat? Seat { get; set; }

    /// <summary>Looks that it began; they end with it. Calls of one connection follow each other.</summary>
    public HashSet<Guid> Looks { get; } = [];

    public bool MaySignal(long now, TimeProvider time)
    {
        if (_windowAt == 0 || time.GetElapsedTime(_windowAt, now) > SignalWindow)
        {
            (_windowAt, _signals) = (now, 0);
        }

        return ++_signals <= MostSignals;
    }

    public void Abort() => context.Abort();
}

/// <summary>Every open socket of <c>/hubs/exam</c> on this host: who must go when a sign-in is revoked, and how many may be.</summary>
internal sealed class ExamSockets
{
    private const int MostSockets = 40_000;
    private static readonly TimeSpan LastWord = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<string, ExamSocket> _open = new();
    private readonly IHubContext<ExamHub, IExamClient> _hub;
    private readonly TimeProvider _time;

    public ExamSockets(IHubContext<ExamHub, IExamClient> hub, ISessionRegistry sessions, TimeProvider time)
    {
        (_hub, _time) = (hub, time);
        sessions.Revoked += sessionId => _ = CloseAsync(sessionId);
    }

    public bool Add(ExamSocket socket) => _open.Count < MostSockets && _open.TryAdd(socket.ConnectionId, socket);

    public void Remove(ExamSocket socket) => _open.TryRemove(KeyValuePair.Create(socket.ConnectionId, socket));

    private async Task CloseAsync(Guid sessionId)
    {
        var closing = _open.Values.Where(socket => socket.SessionId == sessionId).ToArray();
        foreach (var socket in closing)
        {
            // The word may not arrive; the cut always does.
            using var patience = new CancellationTokenSource(LastWord, _time);
            try
            {
                await _hub.Clients.Client(socket.ConnectionId).SessionTerminated("session.signed-out", null).WaitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
            }

            socket.Abort();
        }
    }
}
