using Pinchang.Contracts.Surveys;

namespace Pinchang.Contracts.Evaluations;

public enum EvaluationState
{
    Open,

    /// <summary>Handed in: nothing of it changes any more.</summary>
    Closed,
}

public enum EvaluationGrade
{
    Conforming,
    Partly,
    NotConforming,
    NotApplicable,
}

/// <summary>What in the product shows how something was.</summary>
public enum EvidenceKind
{
    Document,
    Survey,

    /// <summary>A session, fair or exam of the period.</summary>
    Project,
    Incident,
    Improvement,

    /// <summary>How many complaints came in the period and how they were answered; it has no page of its own.</summary>
    Complaints,
}

public enum EvaluationStep
{
    Opened,
    Graded,
    OutsideHeard,
    Closed,
}

/// <param name="Id">Of what is pointed to; a document's is its own, complaint figures carry the sheet's.</param>
/// <param name="Name">As it was called, with its figures, when it was pointed to.</param>
/// <param name="Page">Where it is read; null where it has no page.</param>
public sealed record EvaluationEvidence(EvidenceKind Kind, Guid Id, string Name, string? Page);

/// <summary>What the product knows for a row.</summary>
/// <param name="For">The rows to which it belongs by itself.</param>
public sealed record EvidenceCandidate(EvaluationEvidence Evidence, Guid[] For);

/// <summary>How a service did in a period, counted when the sheet was closed, until then now.</summary>
/// <param name="Projects">Sessions, fairs or exams.</param>
/// <param name="Satisfaction">The mean of the scores of all closed questionnaires; null where none may be read.</param>
/// <param name="Best">What was scored highest, with its mean.</param>
/// <param name="OnTime">Of the complaints answered, those within their promised time.</param>
public sealed record EvaluationFigures(
    int Projects, int Surveys, double? Satisfaction, string? Best, double? BestMean, int Complaints, int ComplaintsAnswered, int OnTime, int Incidents, int Improvements, int ImprovementsVerified);

/// <summary>LH-6.1: who looked from outside, and what they found.</summary>
public sealed record OutsideView(string Organisation, DateOnly HeldOn, EvaluationGrade Grade, string Opinion);

public sealed record EvaluationSummary(
    Guid Id, SurveyService Service, DateOnly From, DateOnly Until, EvaluationState State, string OpenedBy, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt, int Rows, int Graded, int NotConforming);

/// <param name="MissesMeasure">It does not conform and no improvement has been opened for it.</param>
public sealed record EvaluationRowDetails(
    Guid Id, string Group, string Title, string Requirement, EvaluationGrade? Grade, string? Remark, EvaluationEvidence[] Evidence, string? GradedBy, DateTimeOffset? GradedAt, RowMeasure? Measure, bool MissesMeasure);

/// <summary>The improvement that was opened for a row.</summary>
public sealed record RowMeasure(Guid Id, string Title, bool IsOver);

public sealed record EvaluationEntryDetails(EvaluationStep Step, DateTimeOffset At, string By, string? RowTitle, EvaluationGrade? Grade, string? Text);

/// <param name="Before">The last sheet closed before this one, of the same service.</param>
/// <param name="NeedsOutside">It is not closed without a view from outside.</param>
public sealed record EvaluationDetails(
    EvaluationSummary Summary, EvaluationRowDetails[] Rows, OutsideView? Outside, bool NeedsOutside, string? Conclusion, string? NextGoals,
    EvaluationFigures Figures, EvaluationPeriod? Before, EvaluationEntryDetails[] Entries, EvaluationRights Rights);

public sealed record EvaluationPeriod(Guid Id, DateOnly From, DateOnly Until, EvaluationFigures Figures, string? NextGoals);

public sealed record EvaluationRights(bool MayGrade, bool MayClose, bool MayImprove);

/// <summary>When a service is to be evaluated next.</summary>
/// <param name="LastUntil">Up to when the last closed sheet looked; null where there is none.</param>
public sealed record EvaluationDue(SurveyService Service, DateOnly? LastUntil, DateOnly DueOn, bool IsOverdue);

/// <summary><c>POST /api/operations/evaluations</c>: a sheet with a row for each point of the service's standard.</summary>
public sealed record OpenEvaluation(SurveyService Service, DateOnly From, DateOnly Until);

/// <summary><c>PUT /api/operations/evaluations/{id}/rows/{rowId}</c>, by any of the evaluators, until the sheet is closed.</summary>
/// <param name="Evidence">Kind and id; the names are looked up.</param>
public sealed record GradeRow(EvaluationGrade Grade, string? Remark, EvidenceLink[] Evidence);

public sealed record EvidenceLink(EvidenceKind Kind, Guid Id);

/// <summary><c>PUT /api/operations/evaluations/{id}/outside-view</c>.</summary>
public sealed record RecordOutsideView(string Organisation, DateOnly HeldOn, EvaluationGrade Grade, string Opinion);

/// <summary><c>POST /api/operations/evaluations/{id}/closures</c>.</summary>
public sealed record CloseEvaluation(string Conclusion, string NextGoals);
