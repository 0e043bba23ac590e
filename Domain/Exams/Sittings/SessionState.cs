using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Sittings;

/// <summary>
/// A session as its single writer holds it. Rules read it and decide; <see cref="Apply"/> is the only way to change it.
/// </summary>
public sealed class SessionState
{
    private readonly AnswerBook _answers = new();

    public SessionState(WokenSession woken)
    {
        ArgumentNullException.ThrowIfNull(woken);
        (Plan, Schedule, Standing, Received, KeptApart, SeenAt) =
            (woken.Plan, woken.Schedule, woken.Standing, woken.Received, woken.KeptApart, woken.SeenAt);
        Owner = new(woken.Plan.SessionId, woken.Writer);
        foreach (var answer in woken.Newest)
        {
            _answers.Apply(answer);
        }
    }

    public SessionPlan Plan { get; }

    public SessionOwner Owner { get; }

    public SittingSchedule Schedule { get; set; }

    public SessionStanding Standing { get; private set; }

    /// <summary>Of the newest epoch.</summary>
    public SequenceSet Received { get; private set; }

    public int KeptApart { get; private set; }

    public DateTimeOffset? SeenAt { get; set; }

    public IReadOnlyCollection<AnswerRecord> Newest => _answers.Newest;

    public int Answered => _answers.Answered;

    public DateTimeOffset Deadline => ExamPhase.DeadlineOf(Schedule, Standing.ExtraSeconds);

    public DateTimeOffset ClosesAt => ExamPhase.CloseOf(Schedule, Standing.ExtraSeconds);

    public SessionPhase PhaseAt(DateTimeOffset at) => ExamPhase.Of(at, Schedule, Standing.ExtraSeconds);

    public AnswerRecord? Find(string questionId) => _answers.Find(questionId);

    public bool IsOf(Guid? candidateId) => candidateId is null || candidateId == Plan.CandidateId;

    /// <summary>What the paper would be if these came to it.</summary>
    public IReadOnlyCollection<AnswerRecord> NewestWith(IEnumerable<AnswerRecord> more)
    {
        var book = new AnswerBook();
        foreach (var answer in Newest.Concat(more.Where(answer => answer.Standing == AnswerStanding.Counted)))
        {
            book.Apply(answer);
        }

        return book.Newest;
    }

    public void Apply(SessionWrite write)
    {
        ArgumentNullException.ThrowIfNull(write);
        if (write.Standing is { } standing)
        {
            if (standing.Epoch != Standing.Epoch)
            {
                Received = new();
            }

            Standing = standing;
        }

        foreach (var answer in write.Accepted)
        {
            _answers.Apply(answer);
        }

        foreach (var answer in write.Answers)
        {
            if (answer.Epoch == Standing.Epoch)
            {
                Received.Add(answer.Sequence);
            }

            if (answer.Standing == AnswerStanding.Counted)
            {
                _answers.Apply(answer);
            }
            else
            {
                KeptApart++;
            }
        }
    }

    /// <summary>A write of facts: numbered, and with the standing that follows from them.</summary>
    public SessionWrite Write(SessionStanding next, DateTimeOffset at, Guid? actorId, params SessionFact[] facts)
    {
        ArgumentNullException.ThrowIfNull(next);
        ArgumentNullException.ThrowIfNull(facts);
        var number = Standing.Facts;
        return new()
        {
            Facts = [.. facts.Select(fact => new SessionRecord(++number, at, actorId, fact))],
            Standing = next with { Facts = number },
        };
    }

    public ExamSessionView View(DateTimeOffset now)
    {
        return new()
        {
            Id = Plan.SessionId,
            SittingId = Plan.SittingId,
            ProjectId = Plan.ProjectId,
            PaperId = Plan.PaperId,
            Title = Plan.Title,
            CandidateName = Plan.CandidateName,
            TicketNumber = Plan.TicketNumber,
            Seat = Plan.Seat,
            State = Standing.State,
            Phase = PhaseAt(now),
            OpensAt = Schedule.OpensAt,
            StartsAt = Schedule.StartsAt,
            LatestEntryAt = Schedule.LatestEntryAt,
            EarliestHandInAt = Schedule.EarliestHandInAt,
            Deadline = Deadline,
            ExtraSeconds = Schedule.ExtraSeconds + Standing.ExtraSeconds,
            ServerNow = now,
            Epoch = Standing.Epoch == 0 ? null : Standing.Epoch,
            DurableSequence = Received.Through,
            Checks = Checks,
            Settings = Plan.Settings,
            StartedAt = Standing.StartedAt,
            EntryRequest = Standing.Request,
            Receipt = Standing.Receipt,
            EndReason = Standing.EndReason,
        };
    }

    public SessionReport Report(DateTimeOffset now, Heartbeat? heartbeat, EntryVerdict? decided = null) => new()
    {
        SessionId = Plan.SessionId,
        SittingId = Plan.SittingId,
        At = now,
        State = Standing.State,
        Checks = Checks,
        Deadline = Deadline,
        ExtraSeconds = Schedule.ExtraSeconds + Standing.ExtraSeconds,
        EntryRequest = Standing.Request,
        DeviceName = Standing.DeviceName,
        Answered = Answered,
        Questions = Plan.Questions.Count,
        SeenAt = SeenAt,
        Heartbeat = heartbeat,
        Decided = decided,
    };

    private SessionChecks Checks => new(Standing.DeviceChecked, Standing.Identity, Standing.IdentityReason, Standing.RulesRead);
}
