using Pinchang.Contracts;
using Pinchang.Contracts.Exams;

namespace Pinchang.ExamGrains.Invigilation;

/// <summary>Live looks: passes the two sides' words on, and to nobody else.</summary>
internal sealed partial class InvigilationGrain
{
    private static readonly TimeSpan LongestLook = TimeSpan.FromMinutes(30);

    private readonly Dictionary<Guid, Look> _looks = [];

    public Task<Outcome<LiveLook>> RequestLook(RequestLook command)
    {
        if (_sights.Find(command.SessionId) is null)
        {
            return Task.FromResult<Outcome<LiveLook>>(InvigilationRefusals.NotFound);
        }

        if (!_hosts.IsConnected(command.SessionId))
        {
            return Task.FromResult<Outcome<LiveLook>>(InvigilationRefusals.NotConnected);
        }

        foreach (var (id, earlier) in _looks.Where(look => look.Value.Viewer == command.Viewer && look.Value.Live.SessionId == command.SessionId).ToArray())
        {
            Finish(id, earlier, earlier.Viewer);
        }

        var live = new LiveLook(command.LookId, command.SessionId, command.Track);
        _looks[live.Id] = new(live, command.Viewer, null, Now);
        _hosts.Tell(host => host.LookTold(new(null, live.SessionId, live, null, null)));
        return Task.FromResult<Outcome<LiveLook>>(live);
    }

    public Task Signal(LookSide from, LookSignal signal)
    {
        if (!_looks.TryGetValue(signal.LookId, out var look) || !look.Has(from))
        {
            return Task.CompletedTask;
        }

        if (from == look.Viewer)
        {
            TellCandidate(look, new(look.Candidate, look.Live.SessionId, null, signal, null));
        }
        else
        {
            // The first of the candidate's browsers that answers is the one that is looked at.
            _looks[signal.LookId] = look with { Candidate = from };
            _hosts.TellOne(look.Viewer.HostId, host => host.LookTold(new(look.Viewer, look.Live.SessionId, null, signal, null)));
        }

        return Task.CompletedTask;
    }

    public Task EndLook(LookSide by, Guid lookId)
    {
        if (_looks.TryGetValue(lookId, out var look) && look.Has(by))
        {
            Finish(lookId, look, by);
        }

        return Task.CompletedTask;
    }

    private void ForgetOldLooks(DateTimeOffset now)
    {
        foreach (var (id, look) in _looks.Where(look => now - look.Value.At > LongestLook).ToArray())
        {
            Finish(id, look, by: null);
        }
    }

    private void Finish(Guid lookId, Look look, LookSide? by)
    {
        _looks.Remove(lookId);
        if (by != look.Viewer)
        {
            _hosts.TellOne(look.Viewer.HostId, host => host.LookTold(new(look.Viewer, look.Live.SessionId, null, null, lookId)));
        }

        if (by is null || by == look.Viewer)
        {
            TellCandidate(look, new(look.Candidate, look.Live.SessionId, null, null, lookId));
        }
    }

    private void TellCandidate(Look look, LookHint hint)
    {
        if (look.Candidate is { } candidate)
        {
            _hosts.TellOne(candidate.HostId, host => host.LookTold(hint));
        }
        else
        {
            _hosts.Tell(host => host.LookTold(hint));
        }
    }

    /// <param name="Candidate">Null until one of the candidate's browsers answered.</param>
    private sealed record Look(LiveLook Live, LookSide Viewer, LookSide? Candidate, DateTimeOffset At)
    {
        public bool Has(LookSide side) =>
            side == Viewer || (side.SessionId == Live.SessionId && (Candidate is null || Candidate == side));
    }
}
