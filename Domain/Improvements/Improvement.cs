using System.Globalization;
using Pinchang.Contracts;
using Pinchang.Contracts.Improvements;

namespace Pinchang.Domain.Improvements;

/// <summary>Who took a step, and when.</summary>
public sealed record ImprovementBy(Guid EntryId, Guid StaffId, DateTimeOffset At);

public enum ImprovementReminder
{
    Soon,
    Overdue,
    ToCheck,
}

/// <summary>
/// 纠正与预防措施 (LH-6.2.3): from a finding to a checked effect. It is not done without cause, correction and prevention, and it is not over
/// before another person than its owner has seen the effect.
/// </summary>
public sealed class Improvement : IOwnedByAgency
{
    public const int MostTitle = 60;
    public const int MostText = 2000;
    public const int MostReason = 200;
    public const int MostDays = 366;

    private const int FirstReminder = 7;
    private const int BetweenReminders = 7;
    private const int BeforeCheckReminder = 14;

    private Improvement()
    {
    }

    public Guid Id { get; private set; }

    public Guid AgencyId { get; private set; }

    public string Title { get; private set; } = "";

    public string Finding { get; private set; } = "";

    public ImprovementSource Source { get; private set; }

    public Guid? SourceId { get; private set; }

    public string? SourceName { get; private set; }

    public string? Cause { get; private set; }

    public string? Correction { get; private set; }

    public string? Prevention { get; private set; }

    public Guid OwnerId { get; private set; }

    public DateOnly DueOn { get; private set; }

    public ImprovementState State { get; private set; }

    public DateTimeOffset OpenedAt { get; private set; }

    public Guid? CheckedBy { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    public int Returns { get; private set; }

    /// <summary>The day on which somebody is told next; null when nobody waits for anything.</summary>
    public DateOnly? RemindOn { get; private set; }

    public List<ImprovementEntry> Entries { get; } = [];

    public bool IsComplete => Cause is not null && Correction is not null && Prevention is not null;

    public static Outcome<Improvement> Open(Guid agencyId, OpenImprovement command, ImprovementOrigin? origin, ImprovementBy by)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(by);
        var refusal = WrittenText.Check(command.Title, MostTitle, "title", required: true)
            ?? WrittenText.Check(command.Finding, MostText, "finding", required: true, lines: true)
            ?? (Enum.IsDefined(command.Source) && (origin?.Source ?? ImprovementSource.Own) == command.Source ? null : ImprovementRefusals.OriginUnknown.On("sourceId"))
            ?? CheckDue(command.DueOn, by);
        if (refusal is not null)
        {
            return refusal;
        }

        var improvement = new Improvement
        {
            Id = Guid.CreateVersion7(by.At),
            AgencyId = agencyId,
            Title = WrittenText.Tidy(command.Title)!,
            Finding = WrittenText.Tidy(command.Finding)!,
            Source = command.Source,
            SourceId = origin?.Id,
            SourceName = origin?.Name,
            OwnerId = command.OwnerId,
            DueOn = command.DueOn,
            OpenedAt = by.At,
        };
        improvement.Enter(ImprovementStep.Opened, null, by);
        return improvement;
    }

    /// <param name="directs">Whether whoever plans may also give it to another and move its deadline.</param>
    public Outcome<Improvement> Plan(PlanImprovement command, bool directs, ImprovementBy by)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(by);
        var moves = command.OwnerId != OwnerId || command.DueOn != DueOn;
        var refusal = (State == ImprovementState.Open ? null : ImprovementRefusals.NotOpen)
            ?? (directs || by.StaffId == OwnerId ? null : ImprovementRefusals.NotOwner)
            ?? (moves && !directs ? ImprovementRefusals.NotDirecting : null)
            ?? WrittenText.Check(command.Cause, MostText, "cause", lines: true)
            ?? WrittenText.Check(command.Correction, MostText, "correction", lines: true)
            ?? WrittenText.Check(command.Prevention, MostText, "prevention", lines: true)
            ?? (command.DueOn == DueOn ? null : CheckDue(command.DueOn, by))
            ?? (moves && string.IsNullOrWhiteSpace(command.Reason) ? ImprovementRefusals.ReasonRequired.On("reason") : null)
            ?? WrittenText.Check(command.Reason, MostReason, "reason");
        if (refusal is not null)
        {
            return refusal;
        }

        (Cause, Correction, Prevention) = (WrittenText.Tidy(command.Cause), WrittenText.Tidy(command.Correction), WrittenText.Tidy(command.Prevention));
        (OwnerId, DueOn) = (command.OwnerId, command.DueOn);
        Enter(ImprovementStep.Planned, command.Reason, by);
        return this;
    }

    public Outcome<Improvement> Report(ReportImprovement command, ImprovementBy by)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(by);
        var refusal = (State == ImprovementState.Open ? null : ImprovementRefusals.NotOpen)
            ?? (by.StaffId == OwnerId ? null : ImprovementRefusals.NotOwner)
            ?? (IsComplete ? null : ImprovementRefusals.Incomplete)
            ?? WrittenText.Check(command.Text, MostText, "text", required: true, lines: true);
        if (refusal is not null)
        {
            return refusal;
        }

        State = ImprovementState.Done;
        Enter(ImprovementStep.Done, command.Text, by);
        return this;
    }

    public Outcome<Improvement> Check(CheckImprovement command, ImprovementBy by)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(by);
        var due = command.DueOn ?? DueOn;
        var refusal = (State == ImprovementState.Done ? null : ImprovementRefusals.NotDone)
            ?? (by.StaffId == OwnerId ? ImprovementRefusals.OwnCheck : null)
            ?? WrittenText.Check(command.Text, MostText, "text", required: true, lines: true)
            ?? (command.Effective ? null : CheckDue(due, by));
        if (refusal is not null)
        {
            return refusal;
        }

        if (command.Effective)
        {
            (State, CheckedBy, ClosedAt) = (ImprovementState.Verified, by.StaffId, by.At);
        }
        else
        {
            (State, DueOn, Returns) = (ImprovementState.Open, due, Returns + 1);
        }

        Enter(command.Effective ? ImprovementStep.Verified : ImprovementStep.Returned, command.Text, by);
        return this;
    }

    public Outcome<Improvement> Cancel(CancelImprovement command, ImprovementBy by)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(by);
        var refusal = (ClosedAt is null ? null : ImprovementRefusals.Closed)
            ?? WrittenText.Check(command.Reason, MostReason, "reason", required: true, lines: true);
        if (refusal is not null)
        {
            return refusal;
        }

        (State, ClosedAt) = (ImprovementState.Cancelled, by.At);
        Enter(ImprovementStep.Cancelled, command.Reason, by);
        return this;
    }

    public bool IsOverdue(DateOnly today) => State == ImprovementState.Open && DueOn < today;

    /// <summary>What somebody is to be told today, or null; each is said once a day at most.</summary>
    public ImprovementReminder? Remind(DateOnly today)
    {
        if (RemindOn is not { } day || day > today)
        {
            return null;
        }

        RemindOn = State == ImprovementState.Done ? today.AddDays(BetweenReminders) : NextReminder(today);
        return State == ImprovementState.Done ? ImprovementReminder.ToCheck : IsOverdue(today) ? ImprovementReminder.Overdue : ImprovementReminder.Soon;
    }

    private static Refusal? CheckDue(DateOnly due, ImprovementBy by)
    {
        var today = ChinaTime.DateOf(by.At);
        return due >= today && due <= today.AddDays(MostDays) ? null : ImprovementRefusals.DueWrong.With(MostDays.ToString(CultureInfo.InvariantCulture)).On("dueOn");
    }

    // A week before the deadline, the day before it, the day after it, and each week from then on.
    private DateOnly? NextReminder(DateOnly after)
    {
        DateOnly[] days = [DueOn.AddDays(-FirstReminder), DueOn.AddDays(-1), DueOn.AddDays(1), after.AddDays(BetweenReminders)];
        return Array.Find(days, day => day > after);
    }

    private void Enter(ImprovementStep step, string? text, ImprovementBy by)
    {
        var today = ChinaTime.DateOf(by.At);
        RemindOn = State switch
        {
            ImprovementState.Open => NextReminder(today),
            ImprovementState.Done => today.AddDays(BeforeCheckReminder),
            _ => null,
        };
        Entries.Add(new(by.EntryId, Id, step, by.At, by.StaffId, WrittenText.Tidy(text), OwnerId, DueOn));
    }
}

/// <summary>A line of an improvement's log, with whose it was then and until when; nothing changes or removes one.</summary>
public sealed class ImprovementEntry(Guid id, Guid improvementId, ImprovementStep step, DateTimeOffset at, Guid staffId, string? text, Guid ownerId, DateOnly dueOn)
{
    public Guid Id { get; private set; } = id;

    public Guid ImprovementId { get; private set; } = improvementId;

    public ImprovementStep Step { get; private set; } = step;

    public DateTimeOffset At { get; private set; } = at;

    public Guid StaffId { get; private set; } = staffId;

    public string? Text { get; private set; } = text;

    public Guid OwnerId { get; private set; } = ownerId;

    public DateOnly DueOn { get; private set; } = dueOn;
}
