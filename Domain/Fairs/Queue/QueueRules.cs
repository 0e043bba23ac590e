using System.Globalization;
using Pinchang.Contracts;
using Pinchang.Contracts.Fairs;

namespace Pinchang.Domain.Fairs;

/// <summary>Taking and giving back a number. The order is the numbers' own: nothing changes it, and nothing is gained by leaving.</summary>
public static class QueueRules
{
    /// <summary>How long others go first after a call was missed or put off.</summary>
    public static readonly TimeSpan PutOff = TimeSpan.FromMinutes(2);

    public static Outcome<QueueDecision> Take(BoothQueue queue, TakeNumber command, DateTimeOffset now)
    {
        var actor = command.Actor;
        if (queue.FindPlace(command.PlaceId) is { } taken)
        {
            return taken.CandidateId == actor.UserId ? Nothing(taken.Id) : FairRefusals.PlaceNotFound;
        }

        var newest = queue.NewestOf(actor.UserId);
        if ((queue.Plan.WhyShut(actor.At) ?? WhyNotServed(queue)) is { } refusal)
        {
            return refusal;
        }

        if (queue.Plan.StaffIds.Contains(actor.UserId))
        {
            return FairRefusals.OwnBooth;
        }

        if (newest is { IsLiving: true })
        {
            return FairRefusals.HasNumber.With(newest.Number.ToString(CultureInfo.InvariantCulture));
        }

        var place = new Place
        {
            Id = command.PlaceId,
            BoothId = queue.Plan.BoothId,
            FairId = queue.Plan.FairId,
            CandidateId = actor.UserId,
            CandidateName = actor.Name,
            Headline = command.Headline,
            Number = queue.NextNumber,
            Slot = command.Slot,
            State = PlaceState.Waiting,

            // A new number does not forget; whoever used all skips up has one call left.
            Skips = Math.Min(newest?.Skips ?? 0, queue.Plan.Settings.MostSkips - 1),
            ShareResume = command.ShareResume,
            JoinedAt = now,
        };
        return new QueueDecision([new(BoothFactKind.NumberTaken, place)], place.Id);
    }

    public static Outcome<QueueDecision> Leave(BoothQueue queue, LeaveQueue command, DateTimeOffset now)
    {
        if (queue.FindPlace(command.PlaceId) is not { } place || place.CandidateId != command.Actor.UserId)
        {
            return FairRefusals.PlaceNotFound;
        }

        return place.State switch
        {
            PlaceState.Left => Nothing(place.Id),
            PlaceState.Talking => FairRefusals.InTalk,
            PlaceState.Waiting => new QueueDecision([new(BoothFactKind.NumberLeft, place.End(PlaceState.Left, now))], place.Id),
            PlaceState.Called => new QueueDecision(
                [new(BoothFactKind.NumberLeft, place.End(PlaceState.Left, now), queue.FindTalk(place.TalkId!.Value)!.End(TalkEnd.Withdrawn, now))], place.Id),
            _ => Over(place),
        };
    }

    /// <summary>The number's turn comes, but the candidate was away for longer than the grace.</summary>
    public static BoothFact? Lose(BoothQueue queue, Place place, Attendance attendance, DateTimeOffset now) =>
        place.State == PlaceState.Waiting
        && attendance.Of(place.CandidateId, GraceOf(queue), now) == Presence.Lost
        && attendance.TakenBy(place.CandidateId) is null
            ? new(BoothFactKind.NumberLost, place.End(PlaceState.Lost, now))
            : null;

    /// <summary>Booth or halls are shut: who waits is told, a call is taken back, a talk goes on.</summary>
    public static IEnumerable<BoothFact> Shut(BoothQueue queue, DateTimeOffset now) =>
        from place in queue.Living
        where (place.State is PlaceState.Waiting or PlaceState.Called) && !queue.IsTentative(place.Id)
        select new BoothFact(
            BoothFactKind.NumberClosed,
            place.End(PlaceState.Closed, now),
            place.State == PlaceState.Called ? queue.FindTalk(place.TalkId!.Value)!.End(TalkEnd.Withdrawn, now) : null);

    public static Refusal? WhyNotServed(BoothQueue queue) => queue.Standing.State switch
    {
        BoothState.Paused => FairRefusals.BoothPaused,
        BoothState.Closed => FairRefusals.BoothClosed,
        _ => null,
    };

    /// <summary>Why a waiting number is passed over for the moment.</summary>
    public static Hold HoldOf(BoothQueue queue, Place place, Attendance attendance, DateTimeOffset now) =>
        place.State != PlaceState.Waiting ? Hold.None
        : attendance.TakenBy(place.CandidateId) is { } booth && booth != place.BoothId ? Hold.Busy
        : attendance.Of(place.CandidateId, GraceOf(queue), now) != Presence.Online ? Hold.Away
        : place.PutOffUntil > now ? Hold.PutOff
        : Hold.None;

    public static TimeSpan GraceOf(BoothQueue queue) => TimeSpan.FromMinutes(queue.Plan.Settings.GraceMinutes);

    internal static QueueDecision Nothing(Guid subjectId) => new([], subjectId);

    internal static Refusal Over(Place place) => FairRefusals.PlaceOver.With(place.State switch
    {
        PlaceState.Done => "洽谈已完成",
        PlaceState.Left => "已退号",
        PlaceState.Lapsed => "过号次数已满",
        PlaceState.Lost => "离开过久",
        _ => "展位或招聘会已关闭",
    });
}
