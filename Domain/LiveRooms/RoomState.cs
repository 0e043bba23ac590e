using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Domain.LiveRooms;

/// <summary>
/// A room as its grain holds it: the sum of the session's facts. Rules read it and decide; <see cref="Apply(RoomRecord)"/> is the only
/// way to change it, when a fact is new and when it is read again from the rows.
/// </summary>
public sealed partial class RoomState
{
    private readonly SequenceNumbers _numbers;

    public RoomState(RoomPlan plan, long epoch)
    {
        ArgumentNullException.ThrowIfNull(plan);
        _numbers = new(epoch);
        Plan = plan;
        (Session, StartedAt, EndedAt, PictureDueAt) = (plan.State, plan.StartedAt, plan.EndedAt, plan.PictureDueAt);
    }

    public RoomPlan Plan { get; private set; }

    public long Epoch => _numbers.Epoch;

    public LiveSessionState Session { get; private set; }

    public DateTimeOffset? StartedAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public StreamState Stream { get; private set; }

    public DateTimeOffset? PictureDueAt { get; private set; }

    public MediaClock Picture { get; private set; } = MediaClock.Absent;

    public Audience Audience { get; } = new();

    public string? PinnedMessage { get; private set; }

    public int SlowModeSeconds { get; private set; }

    /// <summary>Numbers, stamps and applies a new fact; an item that brings its own media time keeps that. The caller writes it, and gives the room up when it cannot.</summary>
    public RoomRecord Add(RoomFact fact, Guid? actorId, DateTimeOffset now, Guid? commandId = null)
    {
        var sequence = _numbers.Next();
        var mediaTime = (fact as Told)?.Item.MediaTime ?? Picture.At(now);
        var record = new RoomRecord
        {
            Sequence = sequence,
            At = now,
            MediaTime = mediaTime,
            ActorId = actorId,
            CommandId = commandId,
            Fact = fact is Told told ? new Told(told.Item with { Sequence = sequence, At = now, MediaTime = mediaTime }) : fact,
        };
        Apply(record);
        return record;
    }

    public void Apply(RoomRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        switch (record.Fact)
        {
            case Told told:
                Apply(told.Item, record);
                break;
            case VoteCast vote:
                Apply(vote);
                break;
            case ViewerRestricted restricted:
                Apply(restricted);
                break;
            default:
                throw new InvalidOperationException($"No room knows the fact {record.Fact.GetType().Name}.");
        }
    }

    /// <summary>The plan was changed in the rows while the session goes on.</summary>
    public void Replan(RoomPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.SessionId != Plan.SessionId)
        {
            throw new InvalidOperationException("Another session is another state.");
        }

        Plan = plan;
    }

    /// <summary>The picture came before the session was opened, or is still as it was: the clock is set, and there is nothing to keep.</summary>
    public void NoteStream(ReportStream report, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(report);
        Stream = report.State;
        Picture = new(report.State == StreamState.Live, report.MediaTime, now);
    }

    private void Apply(FeedItem item, RoomRecord record)
    {
        switch (item)
        {
            case SessionStarted:
                (Session, StartedAt, PictureDueAt) = (LiveSessionState.OnAir, item.At, SessionRules.PictureDue(Stream, item.At, started: true));
                break;
            case SessionEnded:
                (Session, EndedAt, PictureDueAt) = (LiveSessionState.Ended, item.At, null);
                (Stream, Picture) = (StreamState.Absent, MediaClock.Absent);
                break;
            case StreamChanged changed:
                Stream = changed.State;
                Picture = new(changed.State == StreamState.Live, changed.MediaTime ?? 0, item.At);
                PictureDueAt = Session == LiveSessionState.OnAir ? SessionRules.PictureDue(Stream, item.At, started: false) : null;
                break;
            case NoticePinned notice:
                PinnedMessage = notice.Text;
                break;
            case SlowModeChanged slow:
                SlowModeSeconds = slow.Seconds;
                break;
            case ChatPosted posted:
                Apply(posted.Message);
                break;
            case ChatRemoved removed:
                RemoveChat(removed.MessageId);
                break;
            case CardChanged changed:
                Apply(changed.Card, record.CommandId);
                break;
            case QuestionChanged changed:
                Apply(changed.Question);
                break;
            default:
                throw new InvalidOperationException($"No room knows the item {item.GetType().Name}.");
        }
    }
}
