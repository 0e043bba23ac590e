using Pinchang.Contracts.Resumes;

namespace Pinchang.Contracts.Complaints;

/// <summary>What is complained about. Each kind has its promised times (<see cref="ComplaintPromise"/>).</summary>
public enum ComplaintKind
{
    FalseJob,

    /// <summary>Fees, deposits, training loans.</summary>
    Fees,
    Discrimination,
    Harassment,

    /// <summary>Personal data leaked or used otherwise than agreed.</summary>
    Privacy,

    /// <summary>Cheating, or an exam that did not follow its notice.</summary>
    ExamOrder,

    /// <summary>How a member of staff did their work.</summary>
    Staff,

    /// <summary>A fault of the platform, or its service.</summary>
    Service,
    Other,
}

/// <summary>Where somebody was when they complained.</summary>
public enum ComplaintSubjectKind
{
    /// <summary>The platform as a whole; without an id.</summary>
    Platform,
    LiveRoom,

    /// <summary>A line of a room's chat: the id is the room's, with the line's beside it.</summary>
    ChatMessage,
    Job,
    Employer,
    Fair,
    Booth,

    /// <summary>A talk at a booth; only the two who talked.</summary>
    Talk,
    Exam,

    /// <summary>Somebody's own sitting of an exam.</summary>
    ExamSession,
}

public enum ComplaintState
{
    /// <summary>Nobody has taken it on yet.</summary>
    Submitted,
    Accepted,
    Answered,
    Closed,
    NotAccepted,

    /// <summary>Goes on under another number, and gets that one's answer.</summary>
    Merged,
    Withdrawn,
}

public enum ComplaintOutcome
{
    Upheld,
    PartlyUpheld,
    NotUpheld,

    /// <summary>Nobody was at fault; it was explained.</summary>
    Explained,
}

/// <summary>What happened to a complaint, one after the other.</summary>
public enum ComplaintStep
{
    Submitted,
    Supplemented,
    FileAdded,
    Assigned,
    Recused,
    Accepted,
    NotAccepted,
    Noted,
    Asked,
    Answered,
    Rated,
    Reopened,
    Escalated,
    Merged,
    Withdrawn,
    Closed,
    ContactRevealed,
}

/// <summary>How soon a complaint of a kind is taken on, and answered.</summary>
public sealed record ComplaintPromise(ComplaintKind Kind, int AcceptWithinHours, int AnswerWithinDays);

/// <summary><c>GET /api/complaint-subjects?kind=&amp;id=&amp;messageId=</c>: the name is told only where anybody may know it.</summary>
public sealed record ComplaintSubject(ComplaintSubjectKind Kind, Guid? Id, string? Name, string? Excerpt, ComplaintPromise[] Promises);

/// <summary><c>POST /api/complaints</c>, by anybody. The Idempotency-Key stands for the complaint: sent again it gets the same answer.</summary>
public sealed record FileComplaint
{
    public required ComplaintKind Kind { get; init; }

    public ComplaintSubjectKind SubjectKind { get; init; }

    public Guid? SubjectId { get; init; }

    /// <summary>The line of chat, for <see cref="ComplaintSubjectKind.ChatMessage"/>.</summary>
    public Guid? MessageId { get; init; }

    /// <summary>Ten characters to two thousand.</summary>
    public required string Text { get; init; }

    /// <summary>Nothing is kept of who it was, also of somebody who is signed in.</summary>
    public required bool Anonymous { get; init; }

    /// <summary>Required of a named complaint.</summary>
    public string? Name { get; init; }

    /// <summary>A mobile number or an e-mail address: where the answer goes. Required of a named complaint by somebody who is not signed in.</summary>
    public string? Contact { get; init; }

    /// <summary>The path of the page it was made from.</summary>
    public string? Page { get; init; }
}

/// <param name="Code">With the number it opens the status; given once and not kept.</param>
public sealed record FiledComplaint(string Number, string Code, DateTimeOffset AcceptBy, DateTimeOffset AnswerBy);

/// <summary>A step as the complainant sees it; internal notes and names of staff are not among them.</summary>
public sealed record ComplaintProgress(ComplaintStep Step, DateTimeOffset At, string? Text, bool Own);

/// <param name="Scan">For the desk, which opens it.</param>
public sealed record ComplaintFileSummary(Guid Id, string Name, long Size, FileScanMark? Scan = null);

/// <summary><c>GET /api/complaints/{number}</c> with <see cref="ComplaintCode.Header"/>, or by the one who made it under their name.</summary>
public sealed record ComplaintStatus
{
    public required string Number { get; init; }

    public required ComplaintKind Kind { get; init; }

    public required ComplaintSubjectKind SubjectKind { get; init; }

    public string? SubjectName { get; init; }

    public required string Text { get; init; }

    public required ComplaintState State { get; init; }

    public required DateTimeOffset SubmittedAt { get; init; }

    /// <summary>By when the next step is promised; null when nothing is owed.</summary>
    public DateTimeOffset? DueAt { get; init; }

    public ComplaintOutcome? Outcome { get; init; }

    public string? Answer { get; init; }

    public DateTimeOffset? AnsweredAt { get; init; }

    public int? Rating { get; init; }

    public required bool MayAdd { get; init; }

    public required bool MayRate { get; init; }

    /// <summary>Once, within fifteen days of the answer: somebody else looks at it again.</summary>
    public required bool MayReopen { get; init; }

    public required bool MayWithdraw { get; init; }

    public required ComplaintProgress[] Progress { get; init; }

    public required ComplaintFileSummary[] Files { get; init; }
}

/// <summary><c>GET /api/complaints/mine</c>.</summary>
public sealed record OwnComplaint(string Number, ComplaintKind Kind, string? SubjectName, ComplaintState State, DateTimeOffset SubmittedAt);

public sealed record SupplementComplaint(string Text);

/// <param name="Score">One to five.</param>
public sealed record RateComplaint(int Score, string? Remark);

public sealed record ReopenComplaint(string Reason);

public static class ComplaintCode
{
    /// <summary>Kept out of addresses, which stay in logs and histories.</summary>
    public const string Header = "X-Complaint-Code";
}
