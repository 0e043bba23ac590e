using Pinchang.Contracts;
using Pinchang.Contracts.Fairs;
using Pinchang.Domain.Fairs;

namespace Pinchang.Domain.Tests.Fairs;

/// <summary>A booth whose fair is open, and what people do there, by plain values.</summary>
internal sealed class OpenBooth
{
    public static readonly DateTimeOffset Opens = new(2026, 3, 1, 1, 0, 0, TimeSpan.Zero);
    public static readonly Guid Recruiter = Id(1);
    public static readonly Guid Colleague = Id(2);

    public OpenBooth(FairSettings? settings = null)
    {
        Queue = new(PlanOf(Id(900), settings), new(BoothState.Open, null, Opens, [Recruiter, Colleague]), 1);
        Attendance = new(Opens);
    }

    public BoothQueue Queue { get; }

    public Attendance Attendance { get; }

    public DateTimeOffset Now { get; set; } = Opens.AddMinutes(10);

    public static Guid Id(int number) => new(number, 0, 0, new byte[8]);

    public static BoothPlan PlanOf(Guid boothId, FairSettings? settings = null) => new()
    {
        BoothId = boothId,
        FairId = Id(800),
        EmployerId = Id(700),
        EmployerName = "示范智能",
        Fair = FairState.Published,
        OpensAt = Opens,
        ClosesAt = Opens.AddHours(6),
        Settings = settings ?? new(),
        StaffIds = [Recruiter, Colleague],
    };

    public BoothActor Candidate(int number) => new(Id(number), $"求职者{number}", false, false, Now);

    public BoothActor Staff(Guid? id = null) => new(id ?? Recruiter, "招聘官", true, false, Now);

    /// <summary>Decides and applies; everybody who acts is there.</summary>
    public Outcome<QueueDecision> Do(Func<BoothQueue, Outcome<QueueDecision>> decide)
    {
        var outcome = decide(Queue);
        foreach (var fact in outcome.Value?.Facts ?? [])
        {
            Queue.Confirm(Queue.Add(fact, null, Now));
        }

        return outcome;
    }

    public Place Take(int candidate)
    {
        Attendance.Note(new(Id(candidate), true, Now, null));
        var outcome = Do(queue => QueueRules.Take(queue, new(Candidate(candidate), Guid.CreateVersion7(Now), 1, null, false), Now));
        return Queue.FindPlace(outcome.Value.ShouldNotBeNull(outcome.Refusal?.Code).SubjectId)!;
    }

    public Talk Call(Guid? recruiter = null)
    {
        var outcome = TryCall(recruiter);
        return Queue.FindTalk(outcome.Value.ShouldNotBeNull(outcome.Refusal?.Code).SubjectId)!;
    }

    public Outcome<QueueDecision> TryCall(Guid? recruiter = null) =>
        Do(queue => CallRules.Call(queue, new(Staff(recruiter), Guid.CreateVersion7(Now)), Attendance, Now));

    public Outcome<QueueDecision> Answer(Talk call) =>
        Do(queue => CallRules.Answer(queue, new(new(call.CandidateId, "", false, false, Now), call.PlaceId), Now));

    /// <summary>The call lapses as the clock does it.</summary>
    public void Miss(Talk call)
    {
        Now = call.AnswerBy + CallRules.Slack;
        Do(queue => new QueueDecision([CallRules.Miss(queue, queue.FindTalk(call.Id)!, Attendance, Now).ShouldNotBeNull()], call.Id));
    }

    public int NextNumber() => CallRules.Next(Queue, Attendance, Now)?.Number ?? 0;
}
