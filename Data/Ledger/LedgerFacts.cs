using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Pinchang.Contracts.Applications;
using Pinchang.Contracts.Fairs;
using Pinchang.Contracts.Ledger;
using Pinchang.Domain;
using Pinchang.Domain.Accounts;
using Pinchang.Domain.Applications;
using Pinchang.Domain.Complaints;
using Pinchang.Domain.Documents;
using Pinchang.Domain.Evaluations;
using Pinchang.Domain.Exams.Marking;
using Pinchang.Domain.Exams.Projects;
using Pinchang.Domain.Exams.Registrations;
using Pinchang.Domain.Exams.Results;
using Pinchang.Domain.Exams.Sittings;
using Pinchang.Domain.Fairs;
using Pinchang.Domain.Improvements;
using Pinchang.Domain.Jobs;
using Pinchang.Domain.Ledger;
using Pinchang.Domain.LiveRooms;
using Pinchang.Domain.Maintenance;
using Pinchang.Domain.Notify;
using Pinchang.Domain.Organisations;
using Pinchang.Domain.Reviews;
using Pinchang.Domain.Reviews.Samples;
using Pinchang.Domain.Screening;
using Pinchang.Domain.Staff;
using Pinchang.Domain.Surveys;

namespace Pinchang.Data.Ledger;

/// <summary>What of a saved row the ledger tells, row by row. A row that is not named here leaves no line.</summary>
internal static class LedgerFacts
{
    private const string State = "State";

    private static readonly Dictionary<Type, Func<EntityEntry, LedgerEntry?>> ByRow = new()
    {
        [typeof(Employer)] = Organisations,
        [typeof(Licence)] = Licences,
        [typeof(StaffQualification)] = Qualifications,
        [typeof(JobPosting)] = Jobs,
        [typeof(JobApplication)] = Applications,
        [typeof(ApplicationView)] = Looks,
        [typeof(LiveRoom)] = Rooms,
        [typeof(JobFair)] = Fairs,
        [typeof(PublicNotice)] = FairNotices,
        [typeof(PublicationTask)] = NoticeTasks,
        [typeof(Exhibitor)] = Exhibitors,
        [typeof(FairRegistration)] = FairRegistrations,
        [typeof(ExamNotice)] = ExamNotices,
        [typeof(Sitting)] = Sittings,
        [typeof(RegistrationExport)] = RegistrationExports,
        [typeof(ScoreNotice)] = Scores,
        [typeof(Recheck)] = Rechecks,
        [typeof(MarkingRound)] = Marking,
        [typeof(Membership)] = Rights,
        [typeof(ComplaintEntry)] = ComplaintFacts.Of,
        [typeof(DocumentVersion)] = DocumentFacts.OfVersion,
        [typeof(ReviewerTie)] = ReviewFacts.OfTie,
        [typeof(ReviewLook)] = ReviewFacts.OfLook,
        [typeof(ReviewCase)] = ReviewFacts.OfAppeal,
        [typeof(ReviewSample)] = ReviewFacts.OfSample,
        [typeof(SamplingShare)] = ReviewFacts.OfShare,
        [typeof(IncidentEntry)] = MaintenanceFacts.OfIncident,
        [typeof(EmergencyDrill)] = MaintenanceFacts.OfDrill,
        [typeof(ChannelDecision)] = Channels,
        [typeof(NoticeWording)] = Wordings,
        [typeof(Survey)] = SurveyFacts.Of,
        [typeof(EvaluationEntry)] = EvaluationFacts.Of,
        [typeof(ImprovementEntry)] = ImprovementFacts.Of,
        [typeof(ScreeningEdition)] = ScreeningFacts.Of,
        [typeof(DocumentAcknowledgement)] = DocumentFacts.OfAcknowledgement,
    };

    public static IEnumerable<Type> Rows => ByRow.Keys;

    public static LedgerEntry? Of(EntityEntry row) =>
        ByRow.TryGetValue(row.Metadata.ClrType, out var tell) && (row.State != EntityState.Deleted || row.Entity is Membership) ? tell(row) : null;

    private static LedgerEntry? Organisations(EntityEntry row)
    {
        var employer = (Employer)row.Entity;
        return Moved(row, LedgerKinds.OrganisationSubmitted, LedgerKinds.OrganisationDecided, employer, "organisation", employer.Id) is { } entry
            ? entry with { OrganisationId = employer.Id, PersonId = employer.AuthorId, What = employer.Name, Reason = employer.DecisionReason }
            : null;
    }

    private static LedgerEntry? Channels(EntityEntry row)
    {
        var decision = (ChannelDecision)row.Entity;
        return new(LedgerKinds.ChannelDecided, decision.AgencyId, "agency", decision.AgencyId)
        {
            What = $"{decision.Channel}",
            After = decision.Approved ? "Approved" : "Withdrawn",
            Reason = decision.Reason,
        };
    }

    private static LedgerEntry? Wordings(EntityEntry row)
    {
        var written = (NoticeWording)row.Entity;
        return new(LedgerKinds.NoticeTextWritten, written.AgencyId, "agency", written.AgencyId)
        {
            What = written.Key,
            After = written.Subject is null ? null : $"{written.Subject}：{written.Text}",
            Reason = written.Reason,
        };
    }

    private static LedgerEntry? Licences(EntityEntry row)
    {
        var licence = (Licence)row.Entity;
        return Moved(row, LedgerKinds.LicenceSubmitted, LedgerKinds.LicenceDecided, licence, "licence", licence.Id) is { } entry
            ? entry with { OrganisationId = licence.EmployerId, What = licence.Name ?? $"{licence.Kind}", Reason = licence.DecisionReason }
            : null;
    }

    private static LedgerEntry? Qualifications(EntityEntry row)
    {
        var held = (StaffQualification)row.Entity;
        return Moved(row, LedgerKinds.QualificationSubmitted, LedgerKinds.QualificationDecided, held, "qualification", held.Id) is { } entry
            ? entry with { PersonId = held.UserId, What = held.Name, Reason = held.DecisionReason }
            : null;
    }

    private static LedgerEntry? Jobs(EntityEntry row)
    {
        var job = (JobPosting)row.Entity;
        var version = job.Versions.Count > 0 ? job.Newest : null;
        var kind = job.ClosedAt is not null ? LedgerKinds.JobClosed
            : HasChanged(row, nameof(JobPosting.NewestVersion)) ? LedgerKinds.JobSubmitted
            : LedgerKinds.JobDecided;
        return !HasChanged(row, State) && !HasChanged(row, nameof(JobPosting.NewestVersion))
            ? null
            : Standing(row, new LedgerEntry(kind, job.AgencyId, "job", job.Id)
            {
                OrganisationId = job.EmployerId,
                What = version is null ? null : $"{version.Posting.Title}（第{version.Number}版）",
                Reason = kind == LedgerKinds.JobDecided ? version?.DecisionReason : null,
            });
    }

    private static LedgerEntry? Applications(EntityEntry row)
    {
        var application = (JobApplication)row.Entity;
        var kind = row.State == EntityState.Added ? LedgerKinds.ApplicationSent : application.State switch
        {
            _ when !HasChanged(row, State) => null,
            ApplicationState.Withdrawn => LedgerKinds.ApplicationWithdrawn,
            ApplicationState.Shortlisted or ApplicationState.Declined => LedgerKinds.ApplicationDecided,
            _ => null,
        };
        return kind is null ? null : Standing(row, new LedgerEntry(kind, application.AgencyId, "application", application.Id)
        {
            OrganisationId = application.EmployerId,
            PersonId = application.CandidateId,
            ServiceId = application.SessionId,
            What = application.Headline,
            Reason = kind == LedgerKinds.ApplicationDecided ? application.Note : null,
        });
    }

    private static LedgerEntry? Looks(EntityEntry row)
    {
        var view = (ApplicationView)row.Entity;
        var application = row.Context.Set<JobApplication>().Local.FirstOrDefault(one => one.Id == view.ApplicationId);
        return row.State != EntityState.Added ? null : new(LedgerKinds.ApplicationViewed, view.AgencyId, "application", view.ApplicationId)
        {
            OrganisationId = application?.EmployerId,
            PersonId = application?.CandidateId,
            What = view.Part.ToString(),
        };
    }

    private static LedgerEntry? Rooms(EntityEntry row)
    {
        var room = (LiveRoom)row.Entity;
        return new(LedgerKinds.RoomPlanned, room.AgencyId, "live-room", room.Id)
        {
            OrganisationId = room.EmployerId,
            After = row.State == EntityState.Added ? "Planned" : "Changed",
            What = room.Title,
        };
    }

    // Cancelling and closing carry a notice with the reason: that is their line.
    private static LedgerEntry? Fairs(EntityEntry row)
    {
        var fair = (JobFair)row.Entity;
        var kind = row.State == EntityState.Added ? LedgerKinds.FairPlanned
            : HasChanged(row, State) && fair.State == FairState.Published ? LedgerKinds.FairPublished
            : null;
        var ground = row.Context.Set<Publication>().Local.FirstOrDefault(publication => publication.FairId == fair.Id)?.Ground;
        return kind is null ? null : Standing(row, new LedgerEntry(kind, fair.AgencyId, "fair", fair.Id) { ServiceId = fair.Id, What = fair.Name, Reason = ground });
    }

    private static LedgerEntry? FairNotices(EntityEntry row)
    {
        var notice = (PublicNotice)row.Entity;
        return row.State != EntityState.Added ? null : new(
            notice.Kind switch
            {
                FairNoticeKind.Change => LedgerKinds.FairChanged,
                FairNoticeKind.Cancellation => LedgerKinds.FairCancelled,
                FairNoticeKind.Closure => LedgerKinds.FairClosed,
                _ => LedgerKinds.FairBroadcast,
            },
            notice.AgencyId, "fair", notice.FairId)
        {
            ServiceId = notice.FairId,
            What = notice.Text,
            Reason = Joined(notice.Reason, notice.Ground),
        };
    }

    private static LedgerEntry? NoticeTasks(EntityEntry row)
    {
        var task = (PublicationTask)row.Entity;
        return task.ProvenAt is null || !HasChanged(row, nameof(PublicationTask.ProvenAt))
            ? null
            : new(LedgerKinds.NoticeProven, task.AgencyId, "fair-notice", task.NoticeId) { What = task.Proof };
    }

    private static LedgerEntry? Exhibitors(EntityEntry row)
    {
        var exhibitor = (Exhibitor)row.Entity;
        return Moved(row, LedgerKinds.ExhibitorSubmitted, LedgerKinds.ExhibitorDecided, exhibitor, "exhibitor", exhibitor.Id) is { } entry
            ? entry with { OrganisationId = exhibitor.EmployerId, ServiceId = exhibitor.FairId, Reason = exhibitor.DecisionReason }
            : null;
    }

    private static LedgerEntry? FairRegistrations(EntityEntry row)
    {
        var registration = (FairRegistration)row.Entity;
        return Moved(row, LedgerKinds.FairRegistered, LedgerKinds.FairRegistrationDecided, registration, "fair-registration", registration.Id) is { } entry
            ? entry with { PersonId = registration.CandidateId, ServiceId = registration.FairId, What = registration.Headline, Reason = registration.DecisionReason }
            : null;
    }

    private static LedgerEntry? ExamNotices(EntityEntry row)
    {
        var notice = (ExamNotice)row.Entity;
        return row.State != EntityState.Added ? null : new(LedgerKinds.ExamPublished, notice.AgencyId, "exam-project", notice.ProjectId)
        {
            ServiceId = notice.ProjectId,
            What = $"{notice.Title}（第{notice.Version}版）",
            Reason = Joined(notice.Reason, notice.Ground),
        };
    }

    private static LedgerEntry? Sittings(EntityEntry row)
    {
        var sitting = (Sitting)row.Entity;
        var kind = row.State == EntityState.Added ? LedgerKinds.SittingPlanned
            : HasChanged(row, nameof(Sitting.ExtraSeconds)) ? LedgerKinds.SittingExtended
            : null;
        return kind is null ? null : new(kind, sitting.AgencyId, "exam-sitting", sitting.Id)
        {
            ServiceId = sitting.ProjectId,
            What = sitting.Name,
            After = kind == LedgerKinds.SittingExtended ? $"{sitting.ExtraSeconds} s" : ChinaTime.Text(sitting.StartsAt),
        };
    }

    private static LedgerEntry? RegistrationExports(EntityEntry row)
    {
        var export = (RegistrationExport)row.Entity;
        return row.State != EntityState.Added ? null : new(LedgerKinds.DataExported, export.AgencyId, "exam-project", export.ProjectId)
        {
            ServiceId = export.ProjectId,
            After = export.Unmasked ? "Unmasked" : "Masked",
            What = $"{export.Rows}",
            Reason = export.Reason,
        };
    }

    private static LedgerEntry? Scores(EntityEntry row)
    {
        var notice = (ScoreNotice)row.Entity;
        return Moved(row, LedgerKinds.ScoresAssembled, LedgerKinds.ScoresDecided, notice, "score-notice", notice.Id) is { } entry
            ? entry with { ServiceId = notice.ProjectId, What = $"sha256 {notice.Fingerprint}", Reason = notice.TakenDownReason ?? notice.ConfirmationReference }
            : null;
    }

    private static LedgerEntry? Rechecks(EntityEntry row)
    {
        var recheck = (Recheck)row.Entity;
        return Moved(row, LedgerKinds.RecheckAsked, LedgerKinds.RecheckDecided, recheck, "exam-registration", recheck.RegistrationId) is { } entry
            ? entry with { Reason = row.State == EntityState.Added ? recheck.Reason : recheck.Answer }
            : null;
    }

    private static LedgerEntry? Marking(EntityEntry row)
    {
        var round = (MarkingRound)row.Entity;
        return new(LedgerKinds.MarkingOpened, round.AgencyId, "exam-sitting", round.SittingId)
        {
            ServiceId = round.ProjectId,
            After = row.State == EntityState.Added ? "Opened" : "Changed",
            What = round.SittingName,
        };
    }

    private static LedgerEntry? Rights(EntityEntry row)
    {
        var membership = (Membership)row.Entity;
        return row.State == EntityState.Modified ? null : new(
            row.State == EntityState.Added ? LedgerKinds.RightGranted : LedgerKinds.RightWithdrawn, membership.AgencyId, "membership", membership.Id)
        {
            OrganisationId = membership.Scope == MembershipScope.Employer ? membership.ScopeId : null,
            PersonId = membership.UserId,
            ServiceId = membership.Scope == MembershipScope.Project ? membership.ScopeId : null,
            What = $"{membership.Scope} {membership.Role}",
        };
    }

    private static string? Joined(string? reason, string? ground) => ground is null ? reason : reason is null ? ground : $"{reason}；{ground}";

    /// <summary>A row that is new, or whose state moved.</summary>
    private static LedgerEntry? Moved(EntityEntry row, string made, string decided, IOwnedByAgency owned, string subject, Guid subjectId) =>
        row.State == EntityState.Added ? Standing(row, new(made, owned.AgencyId, subject, subjectId))
        : HasChanged(row, State) ? Standing(row, new(decided, owned.AgencyId, subject, subjectId))
        : null;

    private static LedgerEntry Standing(EntityEntry row, LedgerEntry entry) => entry with
    {
        Before = row.State == EntityState.Modified ? row.Property(State).OriginalValue?.ToString() : null,
        After = row.Property(State).CurrentValue?.ToString(),
    };

    private static bool HasChanged(EntityEntry row, string property) =>
        row.State == EntityState.Added || !Equals(row.Property(property).OriginalValue, row.Property(property).CurrentValue);
}
