using System.Globalization;
using System.Resources;
using Pinchang.Api.Notify;
using Pinchang.Contracts.Maintenance;
using Pinchang.Contracts.Organisations;
using Pinchang.Contracts.Reviews;
using Pinchang.Domain.Notify;
using Pinchang.Domain.Organisations;

namespace Pinchang.Api;

/// <summary>What people are told, from Resources/Notices.resx or as their agency words it.</summary>
internal sealed record Notice(string Key, string[] Values)
{
    // What tells of a step and asks for nothing: never a code, a call, a deadline or the time of an exam.
    private static readonly HashSet<string> Patient =
        ["exam-registered", "exam-passed", "exam-withdrawn", "complaint-received", "complaint-accepted", "complaint-merged"];

    /// <summary>Whether a text message or e-mail of it waits a little for others to the same person.</summary>
    public bool CanWait => Patient.Contains(Key);

    public MessageToSend To(Guid userId, string link, Guid agencyId)
    {
        var (subject, text) = In(agencyId);
        return MessageToSend.ToInbox(userId, subject, text, link) with { AgencyId = agencyId };
    }

    /// <summary>To somebody's account itself, which is no agency's.</summary>
    public MessageToSend To(Guid userId, string? link)
    {
        var (subject, text) = In(null);
        return MessageToSend.ToInbox(userId, subject, text, link);
    }

    /// <summary>In the agency's words; in the product's own for somebody of no agency.</summary>
    public (string Subject, string Text) In(Guid? agencyId) => NoticeTemplates.Fill(Key, agencyId, Values);
}

internal static class Notices
{
    private static readonly ResourceManager Resources = new("Pinchang.Api.Resources.Notices", typeof(Notices).Assembly);

    /// <summary>Who writes to a candidate in an exam: they are not told which of them it was.</summary>
    public static string Invigilator => Text("invigilator", []);

    /// <summary>To whoever keeps an agency's incidents.</summary>
    public static Notice IncidentOpened(HealthCheck check, int minutes) => Make("incident-opened", Text($"health-check.{check}", []), Number(minutes));

    public static string IncidentTitle(HealthCheck check) => Text("incident-opened.title", [Text($"health-check.{check}", [])]);

    public static string IncidentLog(int minutes) => Text("incident-opened.log", [Number(minutes)]);

    /// <summary>A heading of the exported access matrix.</summary>
    public static string AccessMatrix(string key) => Text($"access-matrix.{key}", []);

    public static Notice EmployerApproved(string employer) => Make("employer-approved", employer);

    public static Notice EmployerRefused(string employer, string reason) => Make("employer-refused", employer, reason);

    public static Notice LicenceApproved(string kind, string number) => Make("licence-approved", kind, number);

    public static Notice LicenceRefused(string kind, string number, string reason) => Make("licence-refused", kind, number, reason);

    public static Notice LicenceEnding(string kind, string number, string until) => Make("licence-ending", kind, number, until);

    public static Notice LicenceEnded(string kind, string number, string until) => Make("licence-ended", kind, number, until);

    /// <summary>What people call a licence.</summary>
    public static string LicenceKind(Licence licence) => licence.Name ?? LicenceKind(licence.Kind);

    public static string LicenceKind(LicenceKind kind) => Text($"licence-kind.{kind}", []);

    /// <summary>By SMS or e-mail, to somebody who may have no account yet.</summary>
    public static Notice MemberInvited(string employer, string inviter, string link) => Make("member-invited", employer, inviter, link);

    public static Notice MemberJoined(string name, string employer) => Make("member-joined", name, employer);

    public static Notice MemberRemoved(string employer) => Make("member-removed", employer);

    public static Notice MemberLeft(string name, string employer) => Make("member-left", name, employer);

    /// <summary>Several in one text message or e-mail.</summary>
    public static Notice Together((string Subject, string Text, string? Link)[] several) => Make(
        "messages-together",
        $"{several.Length}",
        string.Join(Text("list-comma", []), several.Select(one => one.Subject).Distinct()),
        string.Join("\r\n\r\n", several.Select(one => one.Link is null ? one.Text : $"{one.Text}\r\n{one.Link}")));

    public static Notice PasskeyAdded(string name) => Make("account-passkey-added", name);

    public static Notice PasskeyRemoved(string name) => Make("account-passkey-removed", name);

    public static Notice PasswordChanged => Make("account-password-changed");

    public static Notice FileLocked(string name) => Make("file-locked", name);

    /// <summary>Pinned in the room, and told to its author.</summary>
    public static Notice RoomLapsing(string room, string endsAt) => Make("room-lapsing", room, endsAt);

    public static Notice AppealGranted(string title) => Make("appeal-granted", title);

    public static Notice AppealUpheld(string title, string reason) => Make("appeal-upheld", title, reason);

    public static Notice AppealOverdue(string title, string dueAt) => Make("appeal-overdue", title, dueAt);

    public static Notice ReviewTakenBack(string title) => Make("review-taken-back", title);

    /// <param name="kind">What its author calls it.</param>
    public static Notice SampleOverturned(SampledKind kind, string room, string reason) => Make("review-sample-overturned", room, Text($"sampled-kind.{kind}", []), reason);

    public static Notice JobApproved(string job) => Make("job-approved", job);

    public static Notice JobRefused(string job, string reason) => Make("job-refused", job, reason);

    public static Notice ScorePublished(string exam, string score) => Make("score-published", exam, score);

    public static Notice ScoreAbsent(string exam) => Make("score-absent", exam);

    public static Notice RecheckUpheld(string exam, string answer) => Make("recheck-upheld", exam, answer);

    public static Notice RecheckCorrected(string exam, string answer) => Make("recheck-corrected", exam, answer);

    public static Notice ApplicationSent(string job, string employer) => Make("application-sent", job, employer);

    public static Notice ApplicationArrived(string candidate, string job) => Make("application-arrived", candidate, job);

    public static Notice ApplicationShortlisted(string job, string employer) => Make("application-shortlisted", job, employer);

    public static Notice ApplicationDeclined(string job, string employer) => Make("application-declined", job, employer);

    public static Notice ApplicationWithdrawn(string candidate, string job) => Make("application-withdrawn", candidate, job);

    public static Notice LiveSoon(string room, string employer, string startsAt) => Make("live-soon", room, employer, startsAt);

    public static Notice ExamStaffAdded(string exam, string role) => Make("exam-staff-added", exam, role);

    public static Notice ExamRegistered(string exam, string position) => Make("exam-registered", exam, position);

    public static Notice ExamPassed(string exam, string position) => Make("exam-passed", exam, position);

    public static Notice ExamRefused(string exam, string reason) => Make("exam-refused", exam, reason);

    public static Notice ExamSupplementAsked(string exam, string reason, string due) => Make("exam-supplement-asked", exam, reason, due);

    public static Notice ExamWithdrawn(string exam) => Make("exam-withdrawn", exam);

    public static Notice ExamTicketIssued(string exam, string number) => Make("exam-ticket-issued", exam, number);

    public static Notice ExamNoticeChanged(string exam, string reason) => Make("exam-notice-changed", exam, reason);

    public static Notice ExhibitorApproved(string fair, string booth) => Make("exhibitor-approved", fair, booth);

    public static Notice ExhibitorRefused(string fair, string reason) => Make("exhibitor-refused", fair, reason);

    public static Notice FairAdmitted(string fair, string opensAt) => Make("fair-admitted", fair, opensAt);

    public static Notice FairNotAdmitted(string fair, string reason) => Make("fair-not-admitted", fair, reason);

    public static Notice FairNotice(string fair, string text, string reason) => Make("fair-notice", fair, text, reason);

    public static Notice PlaceEnded(string employer, string number, string why) => Make("place-ended", employer, number, why);

    public static Notice TalkSettled(string employer, string result, string more) => Make("talk-settled", employer, result, more);

    public static Notice ComplaintReceived(string number, string answerBy) => Make("complaint-received", number, answerBy);

    public static Notice ComplaintCode(string number, string code) => Make("complaint-code", number, code);

    public static Notice ComplaintArrived(string number, string dueAt) => Make("complaint-arrived", number, dueAt);

    public static Notice ComplaintAssigned(string number, string dueAt) => Make("complaint-assigned", number, dueAt);

    public static Notice ComplaintAccepted(string number, string answerBy) => Make("complaint-accepted", number, answerBy);

    public static Notice ComplaintNotAccepted(string number, string reason) => Make("complaint-not-accepted", number, reason);

    public static Notice ComplaintAsked(string number, string question) => Make("complaint-asked", number, question);

    public static Notice ComplaintSupplemented(string number) => Make("complaint-supplemented", number);

    public static Notice ComplaintAnswered(string number, string answer) => Make("complaint-answered", number, answer);

    public static Notice ComplaintMerged(string number) => Make("complaint-merged", number);

    public static Notice ComplaintReopened(string number, string dueAt) => Make("complaint-reopened", number, dueAt);

    public static Notice ComplaintOverdue(string number, string dueAt) => Make("complaint-overdue", number, dueAt);

    public static Notice SurveyOpened(string subject, string closesAt) => Make("survey-opened", subject, closesAt);

    public static Notice ImprovementAssigned(string title, string dueOn) => Make("improvement-assigned", title, dueOn);

    public static Notice ImprovementSoon(string title, string dueOn) => Make("improvement-soon", title, dueOn);

    public static Notice ImprovementOverdue(string title, string dueOn) => Make("improvement-overdue", title, dueOn);

    public static Notice ImprovementToCheck(string title) => Make("improvement-to-check", title);

    public static Notice ImprovementReturned(string title, string dueOn, string reason) => Make("improvement-returned", title, dueOn, reason);

    public static Notice ImprovementVerified(string title) => Make("improvement-verified", title);

    public static Notice ImprovementCancelled(string title, string reason) => Make("improvement-cancelled", title, reason);

    public static Notice DocumentPublished(string title, string version) => Make("document-published", title, version);

    public static Notice DocumentRefused(string title, string reason) => Make("document-refused", title, reason);

    public static Notice DocumentReview(string title, string reviewBy) => Make("document-review", title, reviewBy);

    public static Notice AgreementEnding(string title, string signBy) => Make("agreement-ending", title, signBy);

    public static Notice AgreementPublished(string title, string version, int days) => Make("agreement-published", title, version, $"{days}");

    public static Notice QualificationApproved(string name) => Make("qualification-approved", name);

    public static Notice QualificationRefused(string name, string reason) => Make("qualification-refused", name, reason);

    public static Notice QualificationEnding(string name, string until) => Make("qualification-ending", name, until);

    public static Notice QualificationEnded(string name, string until) => Make("qualification-ended", name, until);

    public static Notice PhoneChanged(string phone) => Make("phone-changed", phone);

    public static Notice AccountCloses(string closesAt) => Make("account-closes", closesAt);

    private static Notice Make(string key, params string[] values) => new(key, values);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(string key, string[] arguments) =>
        string.Format(CultureInfo.InvariantCulture, Resources.GetString(key, CultureInfo.InvariantCulture)!, arguments);
}
