using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Papers;

namespace Pinchang.Api.Exams.Invigilation;

/// <summary>This host's browsers of one sitting, and what the watch tells them. Whom it concerns, the hub's groups know.</summary>
internal sealed class SittingAudience(Guid sittingId, IHubContext<ExamHub, IExamClient> hub, IPaperVault vault) : IInvigilationObserver
{
    private readonly ConcurrentDictionary<string, ExamSeat> _seats = new();
    private int _changed;

    public Guid SittingId => sittingId;

    public bool IsEmpty => _seats.IsEmpty;

    public void Add(ExamSeat seat)
    {
        _seats[seat.ConnectionId] = seat;
        Interlocked.Exchange(ref _changed, 1);
    }

    public void Remove(ExamSeat seat)
    {
        _seats.TryRemove(KeyValuePair.Create(seat.ConnectionId, seat));
        Interlocked.Exchange(ref _changed, 1);
    }

    /// <summary>Who is here.</summary>
    public HostPresence Present()
    {
        var (sessions, staffed) = (new HashSet<Guid>(), false);
        foreach (var (_, seat) in _seats)
        {
            if (seat.SessionId is { } sessionId)
            {
                sessions.Add(sessionId);
            }
            else
            {
                staffed = true;
            }
        }

        return new([.. sessions], staffed);
    }

    /// <summary>The same, when it changed since it was asked last.</summary>
    public HostPresence? TakeChange() => Interlocked.Exchange(ref _changed, 0) == 1 ? Present() : null;

    public Task WallChanged(WallChange change) => hub.Clients.Group(ExamSeat.WallOf(sittingId)).WallChanged(change);

    public Task CandidateTold(CandidateHint hint)
    {
        var clients = hub.Clients.Group(hint.SessionId is { } sessionId ? ExamSeat.PagesOf(sessionId) : ExamSeat.RoomOf(sittingId));
        return hint switch
        {
            { Message: { } message } => clients.MessageArrived(message),
            { DeadlineChanged: true } => clients.DeadlineChanged(hint.SessionId),
            { Ended: { } state, SessionId: { } session } => clients.SessionEnded(session, state),
            { DecidedDeviceId: { } deviceId, SessionId: { } session } => clients.AdmissionDecided(session, deviceId),
            { Identity: { } identity, SessionId: { } session } => clients.IdentityDecided(session, identity),
            _ => Task.CompletedTask,
        };
    }

    /// <summary>The same few bytes for all of them, written once.</summary>
    public async Task SessionsStarted(SessionsStarted started)
    {
        var here = Present().SessionIds.ToHashSet();
        string[] pages = [.. started.SessionIds.Where(here.Contains).Select(ExamSeat.PagesOf)];
        if (pages.Length > 0 && await vault.ReleaseKeyAsync(started.PaperId, new(null, "exam start"), started.At) is { IsAccepted: true, Value: { } key })
        {
            await hub.Clients.Groups(pages).PaperOpened(new(sittingId, Convert.ToBase64String(key.Bytes.Span), started.At));
        }
    }

    public Task LookTold(LookHint hint)
    {
        var clients = hint.To is { } side ? hub.Clients.Client(side.ConnectionId) : hub.Clients.Group(ExamSeat.PagesOf(hint.SessionId));
        return hint switch
        {
            { Requested: { } look } => clients.LiveLookRequested(look),
            { Signal: { } signal } => clients.LookSignalReceived(signal),
            { Ended: { } lookId } => clients.LiveLookEnded(lookId),
            _ => Task.CompletedTask,
        };
    }
}
