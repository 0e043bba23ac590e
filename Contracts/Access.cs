namespace Pinchang.Contracts;

/// <summary>Roles per agency, per employer and per exam project; a person may hold several. A candidate is anybody with a verified phone.</summary>
public static class Roles
{
    public const string Candidate = "candidate";

    public const string Operator = "operator";
    public const string Reviewer = "reviewer";
    public const string Inspector = "inspector";
    public const string Support = "support";

    public const string Owner = "owner";
    public const string Manager = "manager";
    public const string Recruiter = "recruiter";
    public const string Presenter = "presenter";
    public const string Moderator = "moderator";

    /// <summary>One right each, for members who do not need a recruiter's whole set.</summary>
    public const string JobPoster = "jobPoster";
    public const string ResumeReader = "resumeReader";
    public const string Caller = "caller";

    /// <summary>In an agency: makes exam projects. In a project: runs it (考务).</summary>
    public const string ExamOfficer = "examOfficer";
    public const string PaperSetter = "paperSetter";
    public const string RegistrationReviewer = "registrationReviewer";
    public const string Invigilator = "invigilator";
    public const string Marker = "marker";
    public const string Adjudicator = "adjudicator";

    public static readonly string[] Agency = [Operator, Reviewer, Inspector, Support];

    public static readonly string[] Employer = [Owner, Manager, Recruiter, Presenter, Moderator, JobPoster, ResumeReader, Caller];

    /// <summary>Held in an exam project; <see cref="ExamOfficer"/> also in an agency.</summary>
    public static readonly string[] Exam = [ExamOfficer, PaperSetter, RegistrationReviewer, Invigilator, Marker, Adjudicator];
}

/// <summary>Authorisation policies, named <c>resource.action</c>: what a route or hub method asks of its caller.</summary>
public static class Access
{
    /// <summary>Anybody who is signed in.</summary>
    public const string SignedIn = "session.signed-in";

    /// <summary>Signed in with a verified phone: may chat, ask and apply.</summary>
    public const string VerifiedPhone = "candidate.act";

    /// <summary>Staff of an agency, second factor passed.</summary>
    public const string Operations = "operations.use";

    public const string ReviewOrganisations = "organisation.review";
    public const string ReviewJobs = "job.review";
    /// <summary>One queue over everything that waits for a reviewer; what a kind asks more, its own policy asks.</summary>
    public const string ReviewDesk = "review.use";

    /// <summary>How much of what the rules let through is read again, and each draw; <see cref="ManageSampling"/> says how much.</summary>
    public const string ReadSampling = "sampling.read";
    public const string ManageSampling = "sampling.manage";

    public const string ReadMessages = "message.read";
    public const string ResendMessages = "message.resend";
    public const string ReadSignIns = "sign-in.read";
    public const string ReadLedger = "ledger.read";

    /// <summary>Looks at how the installation does, and at who may do what; <see cref="ManageIncidents"/> keeps the log of incidents and drills.</summary>
    public const string WatchOperations = "operations.watch";
    public const string ManageIncidents = "incident.manage";

    /// <summary>Takes on and answers complaints; <see cref="ReadComplaints"/> looks on.</summary>
    public const string HandleComplaints = "complaint.handle";
    public const string ReadComplaints = "complaint.read";

    /// <summary>Checks trainings and certificates of staff; never one's own.</summary>
    public const string CheckStaff = "staff.check";

    /// <summary>Makes questionnaires and sends them; <see cref="ReadSurveys"/> looks at what came of them.</summary>
    public const string ManageSurveys = "survey.manage";
    public const string ReadSurveys = "survey.read";

    /// <summary>Opens and closes evaluation sheets; <see cref="GradeEvaluations"/> reads them and grades their rows.</summary>
    public const string ManageEvaluations = "evaluation.manage";
    public const string GradeEvaluations = "evaluation.grade";

    /// <summary>Opens corrective actions, gives them out and cancels them; <see cref="CheckImprovements"/> checks the effect of another's. Their owners only read.</summary>
    public const string ManageImprovements = "improvement.manage";
    public const string CheckImprovements = "improvement.check";
    public const string ReadImprovements = "improvement.read";

    /// <summary>Writes and approves rules, plans and guides; never the same person both.</summary>
    public const string ManageDocuments = "document.manage";

    /// <summary>Keeps the agency's list of ways by which jobs are collected (LH-4.4.2b).</summary>
    public const string ManageChannels = "job.manage-channels";

    /// <summary>Words the messages that people get.</summary>
    public const string ManageNotices = "notice.manage";

    /// <summary>Changes and approves screening rules, in the agency that runs the installation; never the same person both.</summary>
    public const string ManageScreening = "screening.manage";

    /// <summary>A member of some employer, second factor passed.</summary>
    public const string Recruiting = "recruiting.use";

    /// <summary>Answers for an employer: its licences and members.</summary>
    public const string ManageEmployer = "employer.manage";

    public const string PostJobs = "job.post";
    public const string ReadResumes = "resume.read";
    public const string RunLiveRooms = "live-room.run";
    public const string ModerateLiveRooms = "live-room.moderate";

    /// <summary>Somebody of some exam project. The policies of exams say "holds the role somewhere"; each handler asks about its project.</summary>
    public const string ExamStaff = "exam.staff";

    public const string ManageExams = "exam.manage";
    public const string SetPapers = "exam.set-paper";

    /// <summary>Reads registrations; only a reviewer of the project decides on them.</summary>
    public const string ReviewRegistrations = "exam.review-registrations";

    public const string Invigilate = "exam.invigilate";
    public const string MarkScripts = "exam.mark";
    public const string Adjudicate = "exam.adjudicate";
    /// <summary>Organises fairs: announcement, admissions, duty board.</summary>
    public const string RunFairs = "fair.run";

    /// <summary>Stands at a fair's booth for an employer.</summary>
    public const string RecruitAtFairs = "fair.recruit";

    /// <summary>The roles that satisfy each policy; policies without an entry ask for no role.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> RolesByPolicy = new Dictionary<string, string[]>
    {
        [Operations] = Roles.Agency,
        [ReviewOrganisations] = [Roles.Operator, Roles.Reviewer],
        [ReviewJobs] = [Roles.Operator, Roles.Reviewer],
        [ReviewDesk] = [Roles.Operator, Roles.Reviewer],
        [ReadSampling] = [Roles.Operator, Roles.Reviewer, Roles.Inspector],
        [ManageSampling] = [Roles.Operator],
        [ReadMessages] = [Roles.Operator, Roles.Support],
        [ResendMessages] = [Roles.Operator],
        [ReadSignIns] = [Roles.Operator, Roles.Inspector],
        [ReadLedger] = [Roles.Operator, Roles.Inspector],
        [WatchOperations] = [Roles.Operator, Roles.Inspector],
        [ManageIncidents] = [Roles.Operator],
        [CheckStaff] = [Roles.Operator, Roles.Reviewer],
        [ManageSurveys] = [Roles.Operator],
        [ReadSurveys] = [Roles.Operator, Roles.Support, Roles.Inspector],
        [ManageEvaluations] = [Roles.Operator],
        [GradeEvaluations] = [Roles.Operator, Roles.Reviewer, Roles.Inspector],
        [ManageImprovements] = [Roles.Operator],
        [CheckImprovements] = [Roles.Operator, Roles.Reviewer, Roles.Inspector],
        [ReadImprovements] = Roles.Agency,
        [ManageDocuments] = [Roles.Operator, Roles.Reviewer],
        [ManageChannels] = [Roles.Operator],
        [ManageNotices] = [Roles.Operator],
        [ManageScreening] = [Roles.Operator, Roles.Reviewer],
        [HandleComplaints] = [Roles.Operator, Roles.Support],
        [ReadComplaints] = [Roles.Operator, Roles.Support, Roles.Inspector],
        [Recruiting] = Roles.Employer,
        [ManageEmployer] = [Roles.Owner, Roles.Manager],
        [PostJobs] = [Roles.Owner, Roles.Manager, Roles.Recruiter, Roles.JobPoster],
        [ReadResumes] = [Roles.Owner, Roles.Manager, Roles.Recruiter, Roles.ResumeReader],
        [RunLiveRooms] = [Roles.Owner, Roles.Manager, Roles.Recruiter, Roles.Presenter],
        [RunFairs] = [Roles.Operator],
        [RecruitAtFairs] = [Roles.Owner, Roles.Manager, Roles.Recruiter, Roles.Caller],
        [ModerateLiveRooms] = [Roles.Owner, Roles.Manager, Roles.Recruiter, Roles.Presenter, Roles.Moderator],
        [ExamStaff] = Roles.Exam,
        [ManageExams] = [Roles.ExamOfficer],
        [SetPapers] = [Roles.PaperSetter, Roles.ExamOfficer],
        [ReviewRegistrations] = [Roles.RegistrationReviewer, Roles.ExamOfficer],
        [Invigilate] = [Roles.Invigilator, Roles.ExamOfficer],
        [MarkScripts] = [Roles.Marker, Roles.Adjudicator],
        [Adjudicate] = [Roles.Adjudicator],
    };
}
