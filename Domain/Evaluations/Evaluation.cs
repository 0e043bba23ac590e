using System.Globalization;
using Pinchang.Contracts;
using Pinchang.Contracts.Evaluations;
using Pinchang.Contracts.Surveys;

namespace Pinchang.Domain.Evaluations;

/// <summary>Who took a step, and when.</summary>
public sealed record EvaluationBy(Guid EntryId, Guid StaffId, DateTimeOffset At);

/// <summary>
/// 评价表 (LH-6.1, JF-10, EX-9): how a service did in a period, point by point. Several people grade; it closes when every row has its grade and its
/// evidence, and what does not conform its measure. From then on it stands as it was.
/// </summary>
public sealed class Evaluation : IOwnedByAgency
{
    public const int MostText = 2000;
    public const int MostRemark = 500;
    public const int MostName = 60;
    public const int MostDays = 366;
    public const int MostEvidence = 20;

    private Evaluation()
    {
    }

    public Guid Id { get; private set; }

    public Guid AgencyId { get; private set; }

    public SurveyService Service { get; private set; }

    public DateOnly From { get; private set; }

    /// <summary>The last day, included.</summary>
    public DateOnly Until { get; private set; }

    public EvaluationState State { get; private set; }

    public Guid OpenedBy { get; private set; }

    public DateTimeOffset OpenedAt { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    public OutsideView? Outside { get; private set; }

    public string? Conclusion { get; private set; }

    public string? NextGoals { get; private set; }

    /// <summary>As counted when it was closed.</summary>
    public EvaluationFigures? Figures { get; private set; }

    public List<EvaluationRow> Rows { get; } = [];

    public List<EvaluationEntry> Entries { get; } = [];

    public bool NeedsOutside => Service == SurveyService.LiveHiring;

    public static Outcome<Evaluation> Open(Guid agencyId, OpenEvaluation command, EvaluationBy by)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(by);
        if (!Enum.IsDefined(command.Service))
        {
            return CommonRefusals.Malformed.On("service");
        }

        if (command.From > command.Until || command.From > ChinaTime.DateOf(by.At) || command.Until.DayNumber - command.From.DayNumber >= MostDays)
        {
            return EvaluationRefusals.PeriodWrong.With(MostDays.ToString(CultureInfo.InvariantCulture)).On("from");
        }

        var evaluation = new Evaluation
        {
            Id = Guid.CreateVersion7(by.At),
            AgencyId = agencyId,
            Service = command.Service,
            From = command.From,
            Until = command.Until,
            OpenedBy = by.StaffId,
            OpenedAt = by.At,
        };
        evaluation.Rows.AddRange(EvaluationTemplates.Of(command.Service).Select((point, place) => new EvaluationRow(Guid.CreateVersion7(by.At), evaluation.Id, point.Clause, place)));
        evaluation.Enter(EvaluationStep.Opened, by);
        return evaluation;
    }

    /// <param name="evidence">What the links point to, as it is called; the caller has looked each up.</param>
    public Outcome<Evaluation> Grade(Guid rowId, GradeRow command, EvaluationEvidence[] evidence, EvaluationBy by)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(by);
        if (Rows.SingleOrDefault(row => row.Id == rowId) is not { } row)
        {
            return CommonRefusals.NotFound;
        }

        var refusal = WhyClosed()
            ?? (Enum.IsDefined(command.Grade) ? null : CommonRefusals.Malformed.On("grade"))
            ?? (command.Grade != EvaluationGrade.Conforming && string.IsNullOrWhiteSpace(command.Remark) ? EvaluationRefusals.RemarkRequired.On("remark") : null)
            ?? WrittenText.Check(command.Remark, MostRemark, "remark", lines: true)
            ?? (command.Grade != EvaluationGrade.NotApplicable && evidence.Length == 0 ? EvaluationRefusals.EvidenceRequired.On("evidence") : null)
            ?? (evidence.Length > MostEvidence ? CommonRefusals.OutOfRange.With("0", MostEvidence.ToString(CultureInfo.InvariantCulture)).On("evidence") : null);
        if (refusal is not null)
        {
            return refusal;
        }

        row.Take(command.Grade, WrittenText.Tidy(command.Remark), evidence, by);
        Enter(EvaluationStep.Graded, by, row);
        return this;
    }

    public Outcome<Evaluation> Hear(RecordOutsideView command, EvaluationBy by)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(by);
        var refusal = WhyClosed()
            ?? WrittenText.Check(command.Organisation, MostName, "organisation", required: true)
            ?? (command.HeldOn >= From && command.HeldOn <= ChinaTime.DateOf(by.At) ? null : EvaluationRefusals.OutsideDayWrong.On("heldOn"))
            ?? (Enum.IsDefined(command.Grade) && command.Grade != EvaluationGrade.NotApplicable ? null : CommonRefusals.Malformed.On("grade"))
            ?? WrittenText.Check(command.Opinion, MostText, "opinion", required: true, lines: true);
        if (refusal is not null)
        {
            return refusal;
        }

        Outside = new(WrittenText.Tidy(command.Organisation)!, command.HeldOn, command.Grade, WrittenText.Tidy(command.Opinion)!);
        Enter(EvaluationStep.OutsideHeard, by, text: $"{Outside.Organisation}：{Outside.Opinion}");
        return this;
    }

    /// <param name="measured">The rows for which an improvement was opened.</param>
    public Outcome<Evaluation> Close(CloseEvaluation command, IReadOnlyCollection<Guid> measured, EvaluationFigures figures, EvaluationBy by)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(measured);
        ArgumentNullException.ThrowIfNull(by);
        var ungraded = Rows.Count(row => row.Grade is null);
        var unmeasured = Rows.Count(row => row.Grade == EvaluationGrade.NotConforming && !measured.Contains(row.Id));
        var refusal = WhyClosed()
            ?? (Until < ChinaTime.DateOf(by.At) ? null : EvaluationRefusals.PeriodRuns)
            ?? (ungraded == 0 ? null : EvaluationRefusals.RowsOpen.With(ungraded.ToString(CultureInfo.InvariantCulture)))
            ?? (NeedsOutside && Outside is null ? EvaluationRefusals.OutsideMissing : null)
            ?? (unmeasured == 0 ? null : EvaluationRefusals.MeasureMissing.With(unmeasured.ToString(CultureInfo.InvariantCulture)))
            ?? WrittenText.Check(command.Conclusion, MostText, "conclusion", required: true, lines: true)
            ?? WrittenText.Check(command.NextGoals, MostText, "nextGoals", required: true, lines: true);
        if (refusal is not null)
        {
            return refusal;
        }

        (State, ClosedAt, Figures) = (EvaluationState.Closed, by.At, figures);
        (Conclusion, NextGoals) = (WrittenText.Tidy(command.Conclusion), WrittenText.Tidy(command.NextGoals));
        Enter(EvaluationStep.Closed, by, text: Conclusion);
        return this;
    }

    private Refusal? WhyClosed() => State == EvaluationState.Open ? null : EvaluationRefusals.Closed;

    private void Enter(EvaluationStep step, EvaluationBy by, EvaluationRow? row = null, string? text = null) =>
        Entries.Add(new(by.EntryId, Id, step, by.At, by.StaffId, row?.Clause, row?.Grade, row?.Remark ?? text));
}

/// <summary>One point of the standard: its grade so far, and what shows it.</summary>
public sealed class EvaluationRow(Guid id, Guid evaluationId, string clause, int place)
{
    public Guid Id { get; private set; } = id;

    public Guid EvaluationId { get; private set; } = evaluationId;

    public string Clause { get; private set; } = clause;

    public int Place { get; private set; } = place;

    public EvaluationGrade? Grade { get; private set; }

    public string? Remark { get; private set; }

    public EvaluationEvidence[] Evidence { get; private set; } = [];

    public Guid? GradedBy { get; private set; }

    public DateTimeOffset? GradedAt { get; private set; }

    internal void Take(EvaluationGrade grade, string? remark, EvaluationEvidence[] evidence, EvaluationBy by) =>
        (Grade, Remark, Evidence, GradedBy, GradedAt) = (grade, remark, evidence, by.StaffId, by.At);
}

/// <summary>A line of a sheet's log: also what was graded before and then otherwise.</summary>
public sealed class EvaluationEntry(Guid id, Guid evaluationId, EvaluationStep step, DateTimeOffset at, Guid staffId, string? clause, EvaluationGrade? grade, string? text)
{
    public Guid Id { get; private set; } = id;

    public Guid EvaluationId { get; private set; } = evaluationId;

    public EvaluationStep Step { get; private set; } = step;

    public DateTimeOffset At { get; private set; } = at;

    public Guid StaffId { get; private set; } = staffId;

    public string? Clause { get; private set; } = clause;

    public EvaluationGrade? Grade { get; private set; } = grade;

    public string? Text { get; private set; } = text;
}
