namespace Pinchang.Contracts.Complaints;

/// <summary>Which of an agency's complaints a desk shows.</summary>
public enum ComplaintShelf
{
    /// <summary>Those that somebody still owes something, overdue ones first.</summary>
    Open,
    Mine,
    Overdue,
    Answered,
    Closed,
    All,
}

public sealed record ComplaintSummary
{
    public required Guid Id { get; init; }

    public required string Number { get; init; }

    public required ComplaintKind Kind { get; init; }

    public required ComplaintSubjectKind SubjectKind { get; init; }

    public string? SubjectName { get; init; }

    public required string Opening { get; init; }

    public required ComplaintState State { get; init; }

    public required DateTimeOffset SubmittedAt { get; init; }

    public DateTimeOffset? DueAt { get; init; }

    public required bool IsOverdue { get; init; }

    public required int Escalations { get; init; }

    public required int Round { get; init; }

    public Guid? HandlerId { get; init; }

    public string? HandlerName { get; init; }
}

/// <summary>A step as the desk sees it.</summary>
/// <param name="ByName">Null for the complainant, whose name the complaint itself tells, and for the platform.</param>
public sealed record ComplaintEntryDetails(ComplaintStep Step, DateTimeOffset At, string? ByName, bool ByComplainant, string? Text);

public sealed record ComplaintDetails
{
    public required ComplaintSummary Summary { get; init; }

    public required string Text { get; init; }

    public string? Excerpt { get; init; }

    public Guid? SubjectId { get; init; }

    public Guid? EmployerId { get; init; }

    public string? Page { get; init; }

    /// <summary>Masked; null when it is anonymous.</summary>
    public string? ComplainantName { get; init; }

    /// <summary>Masked; <c>POST …/contact-reveals</c> gives it whole, with a reason.</summary>
    public string? Contact { get; init; }

    public ComplaintOutcome? Outcome { get; init; }

    public string? Answer { get; init; }

    public int? Rating { get; init; }

    public string? RatingRemark { get; init; }

    public string? MergedInto { get; init; }

    /// <summary>Whom it is about, so that they have no part in it.</summary>
    public required string[] Recused { get; init; }

    /// <summary>Whether the caller may act on it: on a complaint about oneself nobody does.</summary>
    public required bool MayHandle { get; init; }

    public required ComplaintEntryDetails[] Entries { get; init; }

    public required ComplaintFileSummary[] Files { get; init; }
}

public sealed record ComplaintHandler(Guid Id, string Name, int Open);

public sealed record AssignComplaint(Guid HandlerId);

/// <summary>Says that a complaint is about a member of staff.</summary>
public sealed record RecuseFromComplaint(Guid StaffId, string Reason);

/// <param name="BadFaith">Made knowing it to be untrue, or to harm; counts against the person who made it under their name.</param>
public sealed record AcceptComplaint(bool Accepted, string? Reason, bool BadFaith);

public sealed record NoteOnComplaint(string Text);

public sealed record AnswerComplaint(ComplaintOutcome Outcome, string Text);

public sealed record MergeComplaint(string Into);

public sealed record RevealContact(string Reason);

public sealed record RevealedContact(string Contact);
