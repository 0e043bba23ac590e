using System.Reflection;

namespace Pinchang.Contracts.Ledger;

/// <summary>What lines of the service ledger tell of, as <c>context.participle</c>. A kind that was written once keeps its name.</summary>
public static class LedgerKinds
{
    public const string OrganisationSubmitted = "organisation.submitted";
    public const string OrganisationDecided = "organisation.decided";
    public const string LicenceSubmitted = "organisation.licence-submitted";
    public const string LicenceDecided = "organisation.licence-decided";
    public const string JobSubmitted = "job.submitted";
    public const string JobDecided = "job.decided";
    public const string ChannelDecided = "job.channel-decided";
    public const string NoticeTextWritten = "notice.text-written";
    public const string JobClosed = "job.closed";
    public const string ApplicationSent = "application.sent";
    public const string ApplicationViewed = "application.viewed";
    public const string ApplicationDecided = "application.decided";
    public const string ApplicationWithdrawn = "application.withdrawn";

    public const string RoomPlanned = "live-room.planned";
    public const string LiveStarted = "live-session.started";
    public const string LiveEnded = "live-session.ended";
    public const string CardShown = "live-session.card-shown";
    public const string CardWithdrawn = "live-session.card-withdrawn";
    public const string RoomNotice = "live-session.notice-pinned";
    public const string ViewerRestricted = "live-session.viewer-restricted";
    public const string ChatRemoved = "live-session.chat-removed";

    public const string FairPlanned = "fair.planned";
    public const string FairPublished = "fair.published";
    public const string FairChanged = "fair.changed";
    public const string FairCancelled = "fair.cancelled";
    public const string FairClosed = "fair.closed";
    public const string FairBroadcast = "fair.broadcast";
    public const string ExhibitorSubmitted = "fair.exhibitor-submitted";
    public const string ExhibitorDecided = "fair.exhibitor-decided";
    public const string FairRegistered = "fair.registration-submitted";
    public const string FairRegistrationDecided = "fair.registration-decided";
    public const string NoticeProven = "fair.notice-proven";
    public const string BoothChanged = "fair.booth-changed";
    public const string TalkStarted = "talk.started";
    public const string TalkEnded = "talk.ended";
    public const string TalkSettled = "talk.settled";
    public const string TalkUndone = "talk.result-undone";
    public const string ResumeShared = "talk.resume-shared";

    public const string ExamPublished = "exam.notice-published";
    public const string PledgeSigned = "exam.pledge-signed";
    public const string RegistrationStepped = "exam.registration-stepped";
    public const string SecrecySigned = "exam.secrecy-signed";
    public const string DataExported = "exam.data-exported";
    public const string PaperAccessed = "exam.paper-accessed";
    public const string SittingPlanned = "exam.sitting-planned";
    public const string SittingExtended = "exam.sitting-extended";
    public const string ExamStarted = "exam.session-started";
    public const string ExamHandedIn = "exam.session-handed-in";
    public const string ExamMissed = "exam.session-missed";
    public const string ExamExtended = "exam.session-extended";
    public const string ExamTerminated = "exam.session-terminated";
    public const string TerminationConfirmed = "exam.termination-confirmed";
    public const string EntryDecided = "exam.entry-decided";
    public const string IdentityDecided = "exam.identity-decided";
    public const string LateDecided = "exam.late-answers-decided";
    public const string AnswerFileKept = "exam.answer-file-kept";
    public const string EventDecided = "exam.event-decided";
    public const string EvidenceViewed = "exam.evidence-viewed";
    public const string MarkingOpened = "exam.marking-settled";
    public const string MarkingDecided = "exam.marking-decided";
    public const string MarkGiven = "exam.mark-given";
    public const string ScoresAssembled = "exam.scores-assembled";
    public const string ScoresDecided = "exam.scores-decided";
    public const string RecheckAsked = "exam.recheck-asked";
    public const string RecheckDecided = "exam.recheck-decided";

    public const string ComplaintMade = "complaint.made";
    public const string ComplaintStepped = "complaint.stepped";
    public const string ComplaintsExported = "complaint.exported";
    public const string DocumentSubmitted = "document.submitted";
    public const string DocumentDecided = "document.decided";
    public const string DocumentAcknowledged = "document.acknowledged";

    public const string ConsentGiven = "person.consent-given";
    public const string ConsentWithdrawn = "person.consent-withdrawn";
    public const string PersonCorrected = "person.corrected";
    public const string PersonExported = "person.exported";
    public const string ClosingAsked = "person.closing-asked";
    public const string ClosingWithdrawn = "person.closing-withdrawn";
    public const string AccountClosed = "person.account-closed";
    public const string DataRevealed = "person.data-revealed";
    public const string DataExpired = "person.data-expired";

    public const string InfectedRefused = "file.infected-refused";
    public const string FileLocked = "file.locked";

    public const string ScreeningSubmitted = "screening.submitted";
    public const string ScreeningDecided = "screening.decided";

    public const string IncidentStepped = "operations.incident-stepped";
    public const string DrillStepped = "operations.drill-stepped";
    public const string QualificationSubmitted = "staff.qualification-submitted";
    public const string QualificationDecided = "staff.qualification-decided";
    public const string AgreementSigned = "staff.agreement-signed";

    public const string SurveyPublished = "survey.published";
    public const string SurveyClosed = "survey.closed";

    public const string EvaluationStepped = "evaluation.stepped";
    public const string ImprovementStepped = "improvement.stepped";

    public const string TieDeclared = "review.tie-declared";
    public const string ReviewLooked = "review.looked";
    public const string ReviewAppealed = "review.appealed";
    public const string ReviewTakenBack = "review.taken-back";
    public const string SampleDecided = "review.sample-decided";
    public const string SamplingShareSet = "review.sampling-share-set";
    public const string RightGranted = "right.granted";
    public const string RightWithdrawn = "right.withdrawn";
    public const string LedgerExported = "ledger.exported";
    public const string LedgerPurged = "ledger.purged";
    public const string SignInsExported = "sign-ins.exported";

    public static readonly string[] All =
        [.. typeof(LedgerKinds).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!)];
}
