using Pinchang.Contracts;
using Pinchang.Contracts.Jobs;
using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Domain.LiveRooms;

/// <summary>Job cards (LH-3.1, LH-4.3.2a): only what is approved, open and one of the room's gets on the screen.</summary>
public static class CardRules
{
    /// <summary>Milliseconds that a presenter's picture may be from the recording's end.</summary>
    private const long FarthestMoment = 60_000;

    /// <param name="job">The job as it is now; null when there is none, or it is another employer's.</param>
    /// <param name="cardId">The id of the card if it is a new one.</param>
    public static Outcome<Decision<JobCard>> Push(RoomState room, PushJob command, RoomJob? job, Guid cardId, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(room);
        ArgumentNullException.ThrowIfNull(command);
        if (room.FindPush(command.CommandId) is { } pushed)
        {
            return new Decision<JobCard>(pushed);
        }

        if (SessionRules.NotOnAir(room) is { } refusal)
        {
            return refusal;
        }

        if (job is null || job.Job.EmployerId != room.Plan.EmployerId)
        {
            return LiveRoomRefusals.JobForeign;
        }

        if (MayNotBeShown(job, now) is { } reason)
        {
            return reason;
        }

        var card = new JobCard
        {
            Id = room.FindCardOfJob(command.JobId)?.Id ?? cardId,
            Job = job.Job,
            State = CardState.Current,
            Pinned = room.FindCardOfJob(command.JobId) is { Pinned: true },
            PushedAt = now,
            MediaTime = MomentOf(command, room.Picture.At(now)),
        };
        return room.CurrentCard is { } former && former.Id != card.Id
            ? new Decision<JobCard>(card, Changed(former with { State = CardState.Shown }), Changed(card, card.MediaTime))
            : new Decision<JobCard>(card, Changed(card, card.MediaTime));
    }

    /// <summary>The presenter's moment, unless it is far from the recording's: then a clock is wrong, and it is not ours.</summary>
    private static long? MomentOf(PushJob command, long? recording) =>
        command.MediaTime is >= 0 and var moment && (recording is null || Math.Abs(moment - recording.Value) <= FarthestMoment)
            ? moment
            : recording;

    public static Outcome<Decision<JobCard>> Pin(RoomState room, PinCard command)
    {
        ArgumentNullException.ThrowIfNull(room);
        ArgumentNullException.ThrowIfNull(command);
        return Find(room, command.CardId) switch
        {
            { Value: null, Refusal: var refusal } => refusal!,
            { Value.State: CardState.Withdrawn } => LiveRoomRefusals.CardWithdrawn,
            { Value: var card } when card.Pinned == command.Pinned => new Decision<JobCard>(card),
            { Value: var card } => Changing(card with { Pinned = command.Pinned }),
        };
    }

    public static Outcome<Decision<JobCard>> Withdraw(RoomState room, WithdrawCard command)
    {
        ArgumentNullException.ThrowIfNull(room);
        ArgumentNullException.ThrowIfNull(command);
        return Find(room, command.CardId) switch
        {
            { Value: null, Refusal: var refusal } => refusal!,
            { Value: { State: CardState.Withdrawn } card } => new Decision<JobCard>(card),
            { Value: var card } => Changing(card with { State = CardState.Withdrawn, Pinned = false }),
        };
    }

    private static Refusal? MayNotBeShown(RoomJob job, DateTimeOffset now)
    {
        if (!job.InRoom)
        {
            return LiveRoomRefusals.JobNotInRoom;
        }

        if (job.Job.State == JobState.Closed || job.OpenUntil <= now)
        {
            return JobRefusals.Closed.With(ChinaTime.Text(job.ClosedAt ?? job.OpenUntil));
        }

        return job.Job.State == JobState.Approved ? null : JobRefusals.NotApproved;
    }

    private static Outcome<JobCard> Find(RoomState room, Guid cardId) =>
        SessionRules.NotOnAir(room) is { } refusal ? refusal
        : room.FindCard(cardId) is { } card ? card
        : LiveRoomRefusals.CardNotFound;

    private static Decision<JobCard> Changing(JobCard card) => new(card, Changed(card));

    /// <summary>The card's own media time is the push's; the item's is the moment of this change.</summary>
    private static Told Changed(JobCard card, long? moment = null) => new(new CardChanged
    {
        Sequence = 0,
        At = default,
        MediaTime = moment,
        Card = card,
    });
}
