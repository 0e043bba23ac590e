using Pinchang.Contracts;
using Pinchang.Contracts.Jobs;
using Pinchang.Contracts.Organisations;
using Pinchang.Domain.Organisations;

namespace Pinchang.Domain.Jobs;

/// <summary>
/// A job of one employer. Its text lies in versions: the public sees <see cref="ApprovedVersion"/> or nothing,
/// so that text that nobody reviewed is never shown (LH-5.1.3c).
/// </summary>
public sealed class JobPosting : IOwnedByAgency
{
    private JobPosting()
    {
    }

    public Guid Id { get; private set; }

    public Guid AgencyId { get; private set; }

    public Guid EmployerId { get; private set; }

    /// <summary>Where the newest version stands; an older one may be public meanwhile.</summary>
    public JobState State { get; private set; }

    public int NewestVersion { get; private set; }

    public int? ApprovedVersion { get; private set; }

    /// <summary>What the approved version is found by; see <see cref="JobSearch"/>.</summary>
    public string SearchText { get; private set; } = "";

    public string[] SearchTerms { get; private set; } = [];

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    public List<JobVersion> Versions { get; private set; } = [];

    public JobVersion Newest => Versions.Single(version => version.Number == NewestVersion);

    public JobVersion? Public => Versions.SingleOrDefault(version => version.Number == ApprovedVersion);

    public static Outcome<JobPosting> Post(Guid id, Employer employer, Guid authorId, PostJob command, DateTimeOffset now)
    {
        if (CheckText(employer, command, now) is { } refusal)
        {
            return refusal;
        }

        return new JobPosting
        {
            Id = id,
            AgencyId = employer.AgencyId,
            EmployerId = employer.Id,
            State = JobState.Submitted,
            NewestVersion = 1,
            CreatedAt = now,
            UpdatedAt = now,
            Versions = { JobVersion.Write(id, 1, command, authorId, now) },
        };
    }

    /// <summary>Writes another version, which is reviewed again; the approved one stays public meanwhile.</summary>
    public Outcome<JobPosting> Change(Employer employer, Guid authorId, PostJob command, DateTimeOffset now)
    {
        if (ClosedAt is { } closedAt)
        {
            return JobRefusals.Closed.With(ChinaTime.Text(closedAt));
        }

        if (CheckText(employer, command, now) is { } refusal)
        {
            return refusal;
        }

        // Sent twice, it is one change; a refused text may be handed in again as it is.
        if (State != JobState.Refused && JobText.Same(command, Newest.Posting))
        {
            return this;
        }

        NewestVersion++;
        Versions.Add(JobVersion.Write(Id, NewestVersion, command, authorId, now));
        State = JobState.Submitted;
        UpdatedAt = now;
        return this;
    }

    /// <summary>Decides on the newest version, once, and only on the one that the reviewer read.</summary>
    public Outcome<JobPosting> Decide(DecideReview decision, Employer employer, Guid reviewerId, DateTimeOffset now)
    {
        if (WhyNotDecided(decision, employer, reviewerId, now) is { } refusal)
        {
            return refusal;
        }

        Newest.Decide(decision.Approved, decision.Reason, reviewerId, now);
        State = decision.Approved ? JobState.Approved : JobState.Refused;
        UpdatedAt = now;
        if (decision.Approved)
        {
            ApprovedVersion = NewestVersion;
            SearchText = JobSearch.TextOf(Newest.Posting, employer.Name);
            SearchTerms = JobSearch.TermsOf(SearchText);
        }

        return this;
    }

    public Refusal? WhyNotDecided(DecideReview decision, Employer employer, Guid reviewerId, DateTimeOffset now) =>
        State != JobState.Submitted ? JobRefusals.AlreadyDecided
        : decision.Version is { } read && read != NewestVersion ? JobRefusals.Changed
        : ReviewDecision.Check(decision) is { } refusal ? refusal
        : Newest.AuthorId == reviewerId ? JobRefusals.OwnVerification
        : decision.Approved && string.IsNullOrWhiteSpace(decision.Reason) && JobScreening.Grave(Newest.Posting) is { } mark
            ? JobRefusals.MarkUnexplained.With(mark.Words).On("reason")
        : decision.Approved && !PostingRights.Allow(employer, Newest.Posting.Right, ChinaTime.DateOf(now)) ? JobRefusals.LicenceLapsed
        : null;

    /// <summary>
    /// As if the decision of that moment had not been made: the newest text waits again, and what was public before it is public again. False
    /// when there is another decision or text by now.
    /// </summary>
    public bool TakeBack(DateTimeOffset decidedAt, Employer employer)
    {
        if (State is not (JobState.Approved or JobState.Refused) || Newest.DecidedAt != decidedAt)
        {
            return false;
        }

        Newest.TakeBack();
        (State, UpdatedAt) = (JobState.Submitted, Newest.WrittenAt);
        ApprovedVersion = Versions.Where(version => version.Approved == true).Max(version => (int?)version.Number);
        SearchText = Public is { } before ? JobSearch.TextOf(before.Posting, employer.Name) : "";
        SearchTerms = Public is null ? [] : JobSearch.TermsOf(SearchText);
        return true;
    }

    /// <summary>Takes the job down for good; a second time changes nothing.</summary>
    public void Close(DateTimeOffset now)
    {
        if (ClosedAt is null)
        {
            (State, ClosedAt, UpdatedAt) = (JobState.Closed, now, now);
        }
    }

    /// <summary>Why nobody may apply for it or present it now, or null.</summary>
    public Refusal? WhyNotOpen(Employer employer, DateTimeOffset now)
    {
        if (ClosedAt is { } closedAt)
        {
            return JobRefusals.Closed.With(ChinaTime.Text(closedAt));
        }

        if (Public is not { } version || employer.State != EmployerState.Approved)
        {
            return JobRefusals.NotApproved;
        }

        if (!PostingRights.Allow(employer, version.Posting.Right, ChinaTime.DateOf(now)))
        {
            return JobRefusals.LicenceLapsed;
        }

        var end = ChinaTime.EndOf(version.Posting.OpenUntil);
        return now < end ? null : JobRefusals.Closed.With(ChinaTime.Text(end));
    }

    private static Refusal? CheckText(Employer employer, PostJob command, DateTimeOffset now)
    {
        if (employer.State != EmployerState.Approved)
        {
            return EmployerRefusals.NotApproved;
        }

        return JobText.Check(command, now)
            ?? (PostingRights.Allow(employer, command.Right, ChinaTime.DateOf(now)) ? null : JobRefusals.PostingRightMissing.On("right"));
    }
}
