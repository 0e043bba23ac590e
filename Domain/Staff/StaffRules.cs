using Pinchang.Contracts;
using Pinchang.Contracts.Staff;

namespace Pinchang.Domain.Staff;

/// <summary>One field that a duty asks for.</summary>
/// <param name="Kind">Null where a training and a certificate are as good.</param>
/// <param name="WithinMonths">How long one counts at most, whatever it says itself.</param>
public sealed record StaffNeed(StaffField Field, QualificationKind? Kind = null, int? WithinMonths = null);

/// <param name="Roles">Whoever holds one of them is asked for the needs on their pages, before the duty comes.</param>
public sealed record StaffRule(Duty Duty, string Clause, string[] Roles, StaffNeed[] Needs);

public sealed record StaffLack(StaffField Field, LackReason Reason, DateOnly? Day);

/// <summary>Who may do what with which qualification: the table, and the one function that reads it.</summary>
public static class StaffRules
{
    /// <summary>EX-4.5: a training counts for one period.</summary>
    public const int TrainingMonths = 12;

    private static readonly StaffNeed[] BothFields = [new(StaffField.JobService), new(StaffField.NetworkInformation)];
    private static readonly StaffNeed[] FairCourse = [new(StaffField.FairService, QualificationKind.Training, TrainingMonths)];
    private static readonly StaffNeed[] ExamTraining = [new(StaffField.ExamWork, QualificationKind.Training, TrainingMonths)];

    public static readonly IReadOnlyList<StaffRule> All =
    [
        new(Duty.HostRoom, "LH-4.1", Access.RolesByPolicy[Access.RunLiveRooms], BothFields),
        new(Duty.Review, "LH-4.1", Access.RolesByPolicy[Access.ReviewDesk], BothFields),
        new(Duty.Invigilate, "EX-4.5", [Roles.Invigilator, Roles.ExamOfficer], ExamTraining),
        new(Duty.Mark, "EX-4.5", Access.RolesByPolicy[Access.MarkScripts], ExamTraining),
        new(Duty.AttendBooth, "JF-5", Access.RolesByPolicy[Access.RecruitAtFairs], FairCourse),
    ];

    public static StaffRule Of(Duty duty) => All.Single(rule => rule.Duty == duty);

    public static StaffRule[] For(IReadOnlyCollection<string> roles) => [.. All.Where(rule => rule.Roles.Any(roles.Contains))];

    /// <summary>What is missing on the day; nothing when the duty is allowed.</summary>
    public static StaffLack[] Missing(Duty duty, IReadOnlyCollection<StaffQualification> record, DateOnly day) =>
        [.. Of(duty).Needs.Select(need => LackOf(need, record, day)).OfType<StaffLack>()];

    /// <summary>The first day's end among what is held for the duty; null when something is missing, or nothing ends.</summary>
    public static DateOnly? HeldUntil(Duty duty, IReadOnlyCollection<StaffQualification> record, DateOnly day)
    {
        var lasts = Of(duty).Needs
            .Select(need => Counting(need, record, day).Select(held => held.LastDay(need.WithinMonths) ?? DateOnly.MaxValue).DefaultIfEmpty(DateOnly.MinValue).Max())
            .ToArray();
        return lasts.Min() is var first && first != DateOnly.MinValue && first != DateOnly.MaxValue ? first : null;
    }

    /// <summary>How long a training in the field counts at most, by the rules.</summary>
    public static int? MonthsOf(StaffField field) =>
        All.SelectMany(rule => rule.Needs).Where(need => need.Field == field).Min(need => need.WithinMonths);

    private static StaffLack? LackOf(StaffNeed need, IReadOnlyCollection<StaffQualification> record, DateOnly day)
    {
        if (Counting(need, record, day).Any())
        {
            return null;
        }

        var held = record.Where(one => IsOf(need, one)).ToList();
        var waiting = held.Where(one => one.State == QualificationState.Submitted).ToList();
        var ended = held.Where(one => one.State == QualificationState.Approved).Max(one => one.LastDay(need.WithinMonths));
        return waiting.Count > 0 ? new(need.Field, LackReason.Unchecked, ChinaTime.DateOf(waiting.Max(one => one.SubmittedAt)))
            : ended is { } last ? new(need.Field, LackReason.Expired, last)
            : new(need.Field, LackReason.Missing, null);
    }

    private static IEnumerable<StaffQualification> Counting(StaffNeed need, IReadOnlyCollection<StaffQualification> record, DateOnly day) =>
        record.Where(one => IsOf(need, one) && one.State == QualificationState.Approved && one.ObtainedOn <= day && !(one.LastDay(need.WithinMonths) < day));

    private static bool IsOf(StaffNeed need, StaffQualification held) => held.Field == need.Field && (need.Kind is null || held.Kind == need.Kind);
}
