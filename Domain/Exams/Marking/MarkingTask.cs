using Pinchang.Contracts;
using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Marking;

/// <summary>
/// One answer to be marked by people. Whose turn it is follows from its marks and claims alone; nobody marks it twice, and nobody who
/// has marked it decides on it.
/// </summary>
public sealed class MarkingTask : IOwnedByAgency
{
    public required Guid Id { get; init; }

    public required Guid AgencyId { get; init; }

    public required Guid RoundId { get; init; }

    public required Guid ScriptId { get; init; }

    public required string QuestionId { get; init; }

    public required int QuestionNumber { get; init; }

    public required decimal MaxPoints { get; init; }

    public required decimal Threshold { get; init; }

    public required decimal Step { get; init; }

    /// <summary>The answer as markers see it.</summary>
    public required string Answer { get; init; }

    /// <summary>What was covered in it (see <see cref="SelfNaming"/>).</summary>
    public required string[] Covered { get; init; }

    /// <summary>A random place in the order in which answers are handed out.</summary>
    public required int Lot { get; init; }

    public MarkingTaskState State { get; private set; } = MarkingTaskState.Marking;

    public decimal? Points { get; private set; }

    public Settlement? By { get; private set; }

    public DateTimeOffset? SettledAt { get; private set; }

    public SpotCheckCause? SpotCheckCause { get; private set; }

    public bool? SpotCheckAgreed { get; private set; }

    public string? SpotCheckNote { get; private set; }

    public Guid? SpotCheckedBy { get; private set; }

    public string? ReopenedReason { get; private set; }

    public List<Mark> Marks { get; init; } = [];

    public List<MarkClaim> Claims { get; init; } = [];

    /// <summary>Who opened it; of those before, the ones who gave it back.</summary>
    public List<AnswerOpening> Openings { get; init; } = [];

    /// <summary>Settles an answer in which nothing was written: no marker spends a minute on it, a spot check still may.</summary>
    public void SettleBlank(DateTimeOffset now) => Settle(0, Settlement.Blank, 0, now);

    /// <summary>Takes the answer into a marker's hands.</summary>
    public Outcome<MarkClaim> Claim(Guid markerId, TimeSpan lease, DateTimeOffset now)
    {
        if (Marks.Any(mark => mark.MarkerId == markerId))
        {
            return MarkingRefusals.AlreadyMarked;
        }

        if (WasGivenBackBy(markerId))
        {
            return MarkingRefusals.GivenBack;
        }

        if (OpenPlaces(markerId, now) <= 0)
        {
            return State is MarkingTaskState.Settled or MarkingTaskState.Adjudication ? MarkingRefusals.Settled : MarkingRefusals.ClaimLapsed;
        }

        return Hold(markerId, isSelfCheck: false, lease, now);
    }

    /// <summary>Hands a marker an answer of his own again. It looks like any other.</summary>
    public Outcome<MarkClaim> ClaimAgain(Guid markerId, TimeSpan lease, DateTimeOffset now) =>
        Marks.Any(mark => mark.MarkerId == markerId && mark.IsBlind)
            && !Marks.Any(mark => mark.MarkerId == markerId && mark.Kind == MarkKind.SelfCheck)
            && !WasGivenBackBy(markerId)
            ? Hold(markerId, isSelfCheck: true, lease, now)
            : MarkingRefusals.NotGiven;

    /// <summary>
    /// A claimed answer gets its points. A claim that lapsed still counts while its place is free: work is not thrown away for a clock's sake.
    /// </summary>
    public Outcome<Mark> Give(Guid markId, Guid markerId, GiveMark given, MarkingSettings settings, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(given);
        if (Claims.SingleOrDefault(claim => claim.MarkerId == markerId) is not { } claim)
        {
            return Marks.Any(mark => mark.MarkerId == markerId) ? MarkingRefusals.AlreadyMarked : MarkingRefusals.NotGiven;
        }

        if (CheckMark(given) is { } refusal)
        {
            return refusal;
        }

        if (!claim.IsSelfCheck && OpenPlaces(markerId, now) <= 0)
        {
            return MarkingRefusals.ClaimLapsed;
        }

        var mark = new Mark
        {
            Id = markId,
            RoundId = RoundId,
            TaskId = Id,
            MarkerId = markerId,
            Kind = claim.IsSelfCheck ? MarkKind.SelfCheck : (MarkKind)Marks.Count(mark => mark.IsBlind),
            Points = given.Points,
            Comment = WrittenText.Tidy(given.Comment),
            Annotations = given.Annotations ?? [],
            ClaimedAt = claim.ClaimedAt,
            GivenAt = now,
        };
        Claims.Remove(claim);
        Marks.Add(mark);
        if (mark.IsBlind)
        {
            Judge(settings, now);
        }

        return mark;
    }

    /// <summary>A marker gives it back unmarked: he knows the hand, or cannot judge it. He does not get it again.</summary>
    public Outcome<MarkClaim> GiveBack(Guid openingId, Guid markerId, DateTimeOffset now)
    {
        if (Claims.SingleOrDefault(claim => claim.MarkerId == markerId) is not { } claim)
        {
            return MarkingRefusals.NotGiven;
        }

        Claims.Remove(claim);
        Openings.Add(new() { Id = openingId, TaskId = Id, PersonId = markerId, Act = OpeningAct.Released, At = now });
        return claim;
    }

    /// <summary>Takes it out of the hands of a marker whose place went to somebody else.</summary>
    public void Lapse(Guid markerId) => Claims.RemoveAll(claim => claim.MarkerId == markerId);

    /// <summary>The last word, by somebody who has read all marks and gave none of them.</summary>
    public Outcome<Mark> Adjudicate(Guid markId, Guid adjudicatorId, Adjudicate decision, MarkingSettings settings, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(decision);
        if (State != MarkingTaskState.Adjudication)
        {
            return MarkingRefusals.NotForAdjudication;
        }

        if (Marks.Any(mark => mark.MarkerId == adjudicatorId && mark.IsBlind))
        {
            return MarkingRefusals.OwnMark;
        }

        if (DoubleMarking.CheckPoints(decision.Points, MaxPoints, Step) is { } refusal)
        {
            return refusal;
        }

        if (WrittenText.Check(decision.Reason, 500, "reason", required: true, lines: true) is { } unsaid)
        {
            return unsaid;
        }

        var mark = new Mark
        {
            Id = markId,
            RoundId = RoundId,
            TaskId = Id,
            MarkerId = adjudicatorId,
            Kind = MarkKind.Adjudication,
            Points = decision.Points,
            Comment = WrittenText.Tidy(decision.Reason),
            ClaimedAt = now,
            GivenAt = now,
        };
        Marks.Add(mark);
        Settle(mark.Points, Settlement.Adjudicated, settings.SpotCheckShare, now);
        return mark;
    }

    /// <summary>
    /// Sends an answer to the adjudicator: a settled one after a spot check or a re-check, or one that a marker gave back, when nobody may
    /// be left to mark it.
    /// </summary>
    public Outcome<MarkingTask> Reopen(string? reason)
    {
        var mayWaitForEver = State is MarkingTaskState.Marking or MarkingTaskState.ThirdMark && Openings.Exists(opening => opening.Act == OpeningAct.Released);
        if (State != MarkingTaskState.Settled && !mayWaitForEver)
        {
            return MarkingRefusals.NotSettled;
        }

        if (WrittenText.Check(reason, 500, "reason", required: true, lines: true) is { } refusal)
        {
            return refusal;
        }

        (State, Points, By, SettledAt, ReopenedReason) = (MarkingTaskState.Adjudication, null, null, null, WrittenText.Tidy(reason));
        return this;
    }

    public Outcome<MarkingTask> DecideSpotCheck(DecideSpotCheck decision, Guid by)
    {
        ArgumentNullException.ThrowIfNull(decision);
        if (SpotCheckCause is null)
        {
            return MarkingRefusals.NoSpotCheck;
        }

        if (SpotCheckAgreed is not null)
        {
            return MarkingRefusals.SpotCheckDecided;
        }

        if (!decision.Agreed && Reopen(decision.Note).Refusal is { } refusal)
        {
            return refusal with { Field = refusal.Field is null ? null : "note" };
        }

        (SpotCheckAgreed, SpotCheckNote, SpotCheckedBy) = (decision.Agreed, WrittenText.Tidy(decision.Note), by);
        return this;
    }

    /// <summary>How many more marks it needs that nobody else has in hand.</summary>
    public int OpenPlaces(Guid markerId, DateTimeOffset now)
    {
        var needed = State switch
        {
            MarkingTaskState.Marking => 2,
            MarkingTaskState.ThirdMark => 3,
            _ => 0,
        };
        return needed
            - Marks.Count(mark => mark.IsBlind)
            - Claims.Count(claim => claim.MarkerId != markerId && !claim.IsSelfCheck && claim.IsLive(now));
    }

    private bool WasGivenBackBy(Guid markerId) => Openings.Exists(opening => opening.Act == OpeningAct.Released && opening.PersonId == markerId);

    private MarkClaim Hold(Guid markerId, bool isSelfCheck, TimeSpan lease, DateTimeOffset now)
    {
        if (Claims.SingleOrDefault(claim => claim.MarkerId == markerId) is { } own)
        {
            own.LeaseUntil = now + lease;
            return own;
        }

        var claim = new MarkClaim { TaskId = Id, MarkerId = markerId, RoundId = RoundId, IsSelfCheck = isSelfCheck, ClaimedAt = now, LeaseUntil = now + lease };
        Claims.Add(claim);
        return claim;
    }

    private Refusal? CheckMark(GiveMark given) =>
        DoubleMarking.CheckPoints(given.Points, MaxPoints, Step)
        ?? WrittenText.Check(given.Comment, 500, "comment", lines: true)
        ?? CheckAnnotations(given.Annotations);

    private Refusal? CheckAnnotations(Annotation[]? annotations)
    {
        if (annotations is null)
        {
            return null;
        }

        if (annotations.Length > 50)
        {
            return CommonRefusals.OutOfRange.With("0", "50").On("annotations");
        }

        return Array.Exists(annotations, note => note.Start < 0 || note.Length < 1 || note.Length > Answer.Length - note.Start)
            ? MarkingRefusals.AnnotationOutside.On("annotations")
            : annotations.Select(note => WrittenText.Check(note.Text, 200, "annotations")).FirstOrDefault(refusal => refusal is not null);
    }

    private void Judge(MarkingSettings settings, DateTimeOffset now)
    {
        var blind = Marks.Where(mark => mark.IsBlind).OrderBy(mark => mark.Kind).Select(mark => mark.Points).ToArray();
        var verdict = DoubleMarking.Judge(blind, Threshold);
        State = verdict.State;
        if (verdict is { Points: { } points, By: { } by })
        {
            Settle(points, by, settings.SpotCheckShare, now);
        }
    }

    private void Settle(decimal points, Settlement by, decimal spotCheckShare, DateTimeOffset now)
    {
        (State, Points, By, SettledAt) = (MarkingTaskState.Settled, points, by, now);
        if (by != Settlement.Blank)
        {
            SpotCheckCause ??= SpotChecks.CauseOf(this, points, spotCheckShare);
        }
    }
}
