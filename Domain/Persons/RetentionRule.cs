namespace Pinchang.Domain.Persons;

/// <summary>From when a term counts.</summary>
public enum CompletionEvent
{
    /// <summary>While the account is there, and not longer.</summary>
    AccountClosed,

    /// <summary>The room's session, the fair or the exam project is over.</summary>
    ServiceOver,

    /// <summary>The decision that it was taken for.</summary>
    Decided,

    /// <summary>It was written.</summary>
    Written,
}

/// <summary>
/// Rule 4 of the standards: kind of data → completion event → term → then. One table, read by the candidate's page, by operators and by the
/// job that applies it.
/// </summary>
/// <param name="Clause">What asks for the term, or allows it.</param>
/// <param name="IsSwept">The daily run removes it; other kinds go with the account, or month by month with the ledger.</param>
public sealed record RetentionRule(DataKind Kind, CompletionEvent From, Term? Term, string Clause, bool IsSwept = false)
{
    private static readonly Term ThreeYears = new(3, 0);
    private static readonly Term ThirtyDays = new(0, 30);

    public static readonly IReadOnlyList<RetentionRule> All =
    [
        new(DataKind.Account, CompletionEvent.AccountClosed, null, "GB/T 35273 8.5"),
        new(DataKind.Resume, CompletionEvent.AccountClosed, null, "GB/T 35273 8.5"),
        new(DataKind.Files, CompletionEvent.AccountClosed, null, "GB/T 35273 8.5"),
        new(DataKind.ExamForm, CompletionEvent.AccountClosed, null, "GB/T 35273 8.5"),
        new(DataKind.Reminders, CompletionEvent.AccountClosed, null, "GB/T 35273 8.5"),
        new(DataKind.Messages, CompletionEvent.Written, ThreeYears, "EX-4.3-push", IsSwept: true),
        new(DataKind.Consents, CompletionEvent.AccountClosed, ThreeYears, "LH-4.4.1c"),
        new(DataKind.Applications, CompletionEvent.ServiceOver, ThreeYears, "LH-4.4.1f", IsSwept: true),
        new(DataKind.FairRegistrations, CompletionEvent.ServiceOver, ThreeYears, "JF-7.3", IsSwept: true),
        new(DataKind.FairTalks, CompletionEvent.ServiceOver, ThreeYears, "JF-7.3", IsSwept: true),
        new(DataKind.Chat, CompletionEvent.ServiceOver, ThreeYears, "LH-4.4.1f", IsSwept: true),
        new(DataKind.ExamRegistrations, CompletionEvent.ServiceOver, ThreeYears, "EX-7.5"),
        new(DataKind.ExamSessions, CompletionEvent.ServiceOver, ThreeYears, "EX-7.5"),
        new(DataKind.Scores, CompletionEvent.ServiceOver, ThreeYears, "EX-7.5"),
        new(DataKind.IdentityImages, CompletionEvent.Decided, ThirtyDays, "EX-7.4", IsSwept: true),
        new(DataKind.ExamRecordings, CompletionEvent.ServiceOver, ThreeYears, "EX-7.5", IsSwept: true),
        new(DataKind.Complaints, CompletionEvent.Decided, ThreeYears, "LH-4.4.1e"),
        new(DataKind.Qualifications, CompletionEvent.AccountClosed, ThreeYears, "LH-4.1"),
        new(DataKind.Signatures, CompletionEvent.AccountClosed, ThreeYears, "EX-7.4-secrecy"),
        new(DataKind.Surveys, CompletionEvent.AccountClosed, null, "GB/T 35273 8.5"),
        new(DataKind.SignIns, CompletionEvent.Written, ThreeYears, "JF-9c", IsSwept: true),
        new(DataKind.Looks, CompletionEvent.ServiceOver, ThreeYears, "LH-4.4.1f"),
    ];

    /// <summary>Whether it outlives the account.</summary>
    public bool SurvivesClosing => Term is not null && Kind is not DataKind.Messages;

    /// <summary>
    /// Whatever was completed before this moment is past its term; null of kinds without one. An hour late, since the database refuses by its
    /// own clock and calendar whoever asks a moment early.
    /// </summary>
    public DateTimeOffset? DueBefore(DateTimeOffset now) => Term?.Before(now).AddHours(-1);

    public static RetentionRule Of(DataKind kind) => All.Single(rule => rule.Kind == kind);
}

/// <summary>Years and days, by the calendar.</summary>
public sealed record Term(int Years, int Days)
{
    public DateTimeOffset Before(DateTimeOffset now) => now.AddYears(-Years).AddDays(-Days);
}
