using Pinchang.Contracts.Complaints;

namespace Pinchang.Domain.Complaints;

/// <summary>What is kept of a complaint; the rules stand in Complaint.cs.</summary>
public sealed partial class Complaint : IOwnedByAgency
{
    private Complaint()
    {
    }

    public Guid Id { get; private set; }

    public Guid AgencyId { get; private set; }

    public string Number { get; private set; } = "";

    /// <summary>The command that brought it, so that sending it again finds it.</summary>
    public Guid SubmissionKey { get; private set; }

    /// <summary>Whose it is as far as limits go: a keyed hash of the person, or of the address and the day. Nobody is found by it.</summary>
    public byte[] Mark { get; private set; } = [];

    public ComplaintKind Kind { get; private set; }

    public ComplaintSubjectKind SubjectKind { get; private set; }

    public Guid? SubjectId { get; private set; }

    public string? SubjectName { get; private set; }

    /// <summary>Whether anybody may know the name, so that a complainant is shown it.</summary>
    public bool SubjectIsPublic { get; private set; }

    /// <summary>The line of chat as it was.</summary>
    public string? Excerpt { get; private set; }

    public Guid? EmployerId { get; private set; }

    /// <summary>The session of a room, the fair or the exam in which it happened.</summary>
    public Guid? ServiceId { get; private set; }

    public string? Page { get; private set; }

    public string Text { get; private set; } = "";

    /// <summary>Only of a named complaint by somebody who was signed in.</summary>
    public Guid? ComplainantId { get; private set; }

    public string? ComplainantName { get; private set; }

    /// <summary>Sealed under the master key.</summary>
    public byte[]? SealedContact { get; private set; }

    public string? ContactMasked { get; private set; }

    public ComplaintState State { get; private set; }

    /// <summary>2 once it was reopened.</summary>
    public int Round { get; private set; } = 1;

    public DateTimeOffset SubmittedAt { get; private set; }

    /// <summary>By when the next step is promised; null when nothing is owed.</summary>
    public DateTimeOffset? DueAt { get; private set; }

    public DateTimeOffset AnswerBy { get; private set; }

    public Guid? HandlerId { get; private set; }

    /// <summary>Who decided the first time; somebody else looks at it again.</summary>
    public Guid? FormerHandlerId { get; private set; }

    /// <summary>Whom it is about: they have no part in it.</summary>
    public Guid[] RecusedIds { get; private set; } = [];

    public int Escalations { get; private set; }

    public DateTimeOffset? EscalatedAt { get; private set; }

    public ComplaintOutcome? Outcome { get; private set; }

    public string? Answer { get; private set; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    public bool BadFaith { get; private set; }

    public int? Rating { get; private set; }

    public string? RatingRemark { get; private set; }

    public Guid? MergedIntoId { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    public List<ComplaintEntry> Entries { get; private set; } = [];

    public List<ComplaintFile> Files { get; private set; } = [];

    public bool IsNamed => ComplainantName is not null;

    /// <summary>Whether somebody still has to do something.</summary>
    public bool IsOpen => State is ComplaintState.Submitted or ComplaintState.Accepted;
}
