namespace Pinchang.Contracts.Improvements;

/// <summary>What showed that something has to change.</summary>
public enum ImprovementSource
{
    /// <summary>Somebody of the staff noticed it.</summary>
    Own,
    Survey,
    Complaint,
    Incident,

    /// <summary>A row of an evaluation sheet that does not conform.</summary>
    Evaluation,
}

public enum ImprovementState
{
    Open,

    /// <summary>Its owner says so; whether it had its effect is still to be checked.</summary>
    Done,
    Verified,
    Cancelled,
}

public enum ImprovementStep
{
    Opened,
    Planned,
    Done,
    Verified,

    /// <summary>The check found no effect: it is open again.</summary>
    Returned,
    Cancelled,
}

public enum ImprovementShelf
{
    Open,
    Mine,
    Overdue,
    ToCheck,
    Closed,
    All,
}

/// <summary>The questionnaire, complaint, incident or row of an evaluation that an improvement comes from.</summary>
/// <param name="Title">What it may be called, with what was found.</param>
public sealed record ImprovementOrigin(ImprovementSource Source, Guid Id, string Name, string? Title = null, string? Finding = null);

/// <summary>Somebody who may own one, with how many they have open.</summary>
public sealed record ImprovementOwner(Guid UserId, string Name, int Open);

/// <param name="DueOn">The last day in China's time.</param>
/// <param name="Returns">How often the check found no effect.</param>
public sealed record ImprovementSummary(
    Guid Id, string Title, ImprovementSource Source, string? SourceName, ImprovementState State, Guid OwnerId, string OwnerName, DateOnly DueOn, bool IsOverdue, DateTimeOffset OpenedAt, int Returns);

/// <param name="OwnerName">Whose it was from this step on, where the step said so.</param>
public sealed record ImprovementEntryDetails(ImprovementStep Step, DateTimeOffset At, string By, string? Text, string? OwnerName, DateOnly? DueOn);

/// <param name="MayDirect">Gives it to another, moves its deadline, cancels it.</param>
public sealed record ImprovementRights(bool MayPlan, bool MayDirect, bool MayReport, bool MayCheck);

public sealed record ImprovementDetails(
    ImprovementSummary Summary, Guid? SourceId, string Finding, string? Cause, string? Correction, string? Prevention, ImprovementEntryDetails[] Entries, ImprovementRights Rights);

/// <summary><c>POST /api/operations/improvements</c>.</summary>
/// <param name="SourceId">Of the questionnaire, complaint or incident; null for <see cref="ImprovementSource.Own"/>.</param>
public sealed record OpenImprovement(string Title, string Finding, ImprovementSource Source, Guid? SourceId, Guid OwnerId, DateOnly DueOn);

/// <summary><c>PUT /api/operations/improvements/{id}</c>, while it is open.</summary>
/// <param name="Correction">What mends what went wrong.</param>
/// <param name="Prevention">What keeps it from coming again.</param>
/// <param name="Reason">Asked for where the owner or the deadline changes.</param>
public sealed record PlanImprovement(string? Cause, string? Correction, string? Prevention, Guid OwnerId, DateOnly DueOn, string? Reason);

/// <summary><c>POST /api/operations/improvements/{id}/reports</c>, by its owner.</summary>
public sealed record ReportImprovement(string Text);

/// <summary><c>POST /api/operations/improvements/{id}/effect-checks</c>, by another person.</summary>
/// <param name="DueOn">A new deadline for what is returned; without one the old stays.</param>
public sealed record CheckImprovement(bool Effective, string Text, DateOnly? DueOn);

/// <summary><c>POST /api/operations/improvements/{id}/cancellations</c>.</summary>
public sealed record CancelImprovement(string Reason);
