using Pinchang.Contracts.Fairs;
using Pinchang.Domain.Fairs;

namespace Pinchang.LiveRooms.Grains.Fairs;

/// <summary>A booth as those who look at it see it.</summary>
internal sealed partial class BoothGrain
{
    /// <summary>A recruiter without a sign for so long no longer shortens anybody's wait.</summary>
    private static readonly TimeSpan LeftTheDesk = TimeSpan.FromMinutes(2);

    private BoothFigures Figures(BoothQueue queue)
    {
        var (onDuty, talking) = (OnDuty(queue), queue.OpenTalks.Count);
        return new()
        {
            BoothId = queue.Plan.BoothId,
            State = queue.Standing.State,
            Waiting = queue.Waiting,
            Talking = talking,
            OnDuty = onDuty,
            Wait = queue.Plan.WhyShut(Now) is null
                ? WaitEstimates.Of(queue.Standing.State, queue.Waiting, onDuty, talking, queue.Pace)
                : null,
            TalksDone = queue.TalksDone,
        };
    }

    private int OnDuty(BoothQueue queue)
    {
        var now = Now;
        return queue.Standing.OnDuty.Count(person => now - _booth!.Attendance.SeenAt(person, now) < LeftTheDesk);
    }

    private QueuePlace PlaceOf(BoothQueue queue, Place place) =>
        PlaceOf(queue, place, place.State == PlaceState.Waiting ? queue.Before(place) : 0, OnDuty(queue), Now);

    /// <param name="before">Known to whoever walks the queue.</param>
    private QueuePlace PlaceOf(BoothQueue queue, Place place, int before, int onDuty, DateTimeOffset now)
    {
        var waiting = place.State == PlaceState.Waiting;
        var talk = place.State is PlaceState.Called or PlaceState.Talking ? queue.FindTalk(place.TalkId!.Value) : null;
        return new()
        {
            Id = place.Id,
            FairId = place.FairId,
            BoothId = place.BoothId,
            EmployerName = queue.Plan.EmployerName,
            Number = place.Number,
            Before = before,
            Wait = waiting ? WaitEstimates.Of(queue.Standing.State, before, onDuty, queue.OpenTalks.Count, queue.Pace) : null,
            State = place.State,
            Hold = QueueRules.HoldOf(queue, place, _booth!.Attendance, now),
            Booth = queue.Standing.State,
            OnDuty = onDuty,
            Skips = place.Skips,
            MostSkips = queue.Plan.Settings.MostSkips,
            JoinedAt = place.JoinedAt,
            AnswerBy = place.State == PlaceState.Called ? talk?.AnswerBy : null,
            TalkId = talk?.Id,
            ServerNow = now,
            Revision = queue.Revision,
        };
    }

    private TalkStanding StandingOf(Talk talk)
    {
        var now = Now;
        return new()
        {
            Id = talk.Id,
            BoothId = talk.BoothId,
            PlaceId = talk.PlaceId,
            CandidateId = talk.CandidateId,
            CandidateName = talk.CandidateName,
            RecruiterId = talk.RecruiterId,
            RecruiterName = talk.RecruiterName,
            State = talk.State,
            CalledAt = talk.CalledAt,
            AnswerBy = talk.AnswerBy,
            StartedAt = talk.StartedAt,
            EndsAt = talk.EndsAt,
            Extended = talk.Extended,
            EndedAt = talk.EndedAt,
            End = talk.EndedHow,
            CandidatePresent = IsHere(talk.CandidateId, now),
            RecruiterPresent = IsHere(talk.RecruiterId, now),
            ResumeShared = talk.ResumeShared,
            Result = talk.Result,
            ResultReason = talk.ResultReason,
            UndoUntil = talk.UndoUntil,
            Revision = talk.Revision,
        };
    }

    private bool IsHere(Guid personId, DateTimeOffset now) => now - _booth!.Attendance.SeenAt(personId, now) < Attendance.Silence;

    private BoothSnapshot Snapshot(BoothQueue queue)
    {
        var now = Now;
        var attendance = _booth!.Attendance;
        return new()
        {
            Figures = Figures(queue),
            Queue = [.. queue.Living.Select(place => EntryOf(queue, place, attendance, now))],
            NextPlaceId = queue.Standing.State == BoothState.Open && queue.Plan.WhyShut(now) is null ? CallRules.Next(queue, attendance, now)?.Id : null,
            Talks = [.. queue.OpenTalks.Select(StandingOf)],
            OnDuty = queue.Standing.OnDuty,
            Revision = queue.Revision,
        };
    }

    private static QueueEntry EntryOf(BoothQueue queue, Place place, Attendance attendance, DateTimeOffset now) => new()
    {
        PlaceId = place.Id,
        Number = place.Number,
        CandidateId = place.CandidateId,
        CandidateName = place.CandidateName,
        Headline = place.Headline,
        State = place.State,
        Presence = attendance.Of(place.CandidateId, QueueRules.GraceOf(queue), now),
        Hold = QueueRules.HoldOf(queue, place, attendance, now),
        Skips = place.Skips,
        JoinedAt = place.JoinedAt,
        AnswerBy = place.State == PlaceState.Called ? queue.FindTalk(place.TalkId!.Value)?.AnswerBy : null,
        ResumeShared = place.ShareResume,
        EarlierTalks = queue.TalksWith(place.CandidateId),
    };

    /// <summary>Whom the fair is to report: those in the queue, in talks, and on duty.</summary>
    private static Guid[] People(BoothQueue queue) =>
        [.. queue.Living.Select(place => place.CandidateId).Union(queue.OpenTalks.Select(talk => talk.RecruiterId)).Union(queue.Standing.OnDuty)];
}
