using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Pinchang.Contracts.Exams;

namespace Pinchang.Api.Exams.Invigilation;

/// <summary>This host's browsers of one sitting, and what the watch tells them.</summary>
internal sealed class SittingAudience(Guid sittingId, IHubContext<ExamHub, IExamClient> hub) : IInvigilationObserver
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

    /// <summary>The sessions whose candidates are here.</summary>
    public Guid[] Present() => [.. _seats.Values.Select(seat => seat.SessionId).OfType<Guid>().Distinct()];

    /// <summary>The same, when it changed since it was asked last.</summary>
    public Guid[]? TakeChange() => Interlocked.Exchange(ref _changed, 0) == 1 ? Present() : null;

    public Task WallChanged(WallChange change) => To(seat => seat.SessionId is null).WallChanged(change);

    public Task CandidateTold(CandidateHint hint)
    {
        var clients = To(seat => hint.SessionId is { } sessionId ? seat.SessionId == sessionId : seat.SessionId is not null);
        return hint switch
        {
            { Message: { } message } => clients.MessageArrived(message),
            { DeadlineChanged: true, SessionId: { } session } => clients.DeadlineChanged(session, hint.Deadline),
            { Ended: { } state, SessionId: { } session } => clients.SessionEnded(session, state),
            { DecidedDeviceId: { } deviceId, SessionId: { } session } => clients.AdmissionDecided(session, deviceId),
            { Identity: { } identity, SessionId: { } session } => clients.IdentityDecided(session, identity),
            _ => Task.CompletedTask,
        };
    }

    public Task LookTold(LookHint hint)
    {
        var clients = hint.To is { } side ? hub.Clients.Client(side.ConnectionId) : To(seat => seat.SessionId == hint.SessionId);
        return hint switch
        {
            { Requested: { } look } => clients.LiveLookRequested(look),
            { Signal: { } signal } => clients.LookSignalReceived(signal),
            { Ended: { } lookId } => clients.LiveLookEnded(lookId),
            _ => Task.CompletedTask,
        };
    }

    private IExamClient To(Func<ExamSeat, bool> matches) =>
        hub.Clients.Clients([.. _seats.Values.Where(matches).Select(seat => seat.ConnectionId)]);
}
