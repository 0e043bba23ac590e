using System.Reflection;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Pinchang.Data.Accounts;
using Pinchang.Data.Schema;
using Pinchang.Domain;
using Pinchang.Domain.Accounts;
using Pinchang.Domain.Agencies;
using Pinchang.Domain.Applications;
using Pinchang.Domain.Complaints;
using Pinchang.Domain.Documents;
using Pinchang.Domain.Evaluations;
using Pinchang.Domain.Exams.Marking;
using Pinchang.Domain.Exams.Papers;
using Pinchang.Domain.Exams.Projects;
using Pinchang.Domain.Exams.Registrations;
using Pinchang.Domain.Exams.Results;
using Pinchang.Domain.Exams.Sittings;
using Pinchang.Domain.Fairs;
using Pinchang.Domain.Files;
using Pinchang.Domain.Improvements;
using Pinchang.Domain.Jobs;
using Pinchang.Domain.Ledger;
using Pinchang.Domain.LiveRooms;
using Pinchang.Domain.Maintenance;
using Pinchang.Domain.Notify;
using Pinchang.Domain.Organisations;
using Pinchang.Domain.Persons;
using Pinchang.Domain.Resumes;
using Pinchang.Domain.Reviews;
using Pinchang.Domain.Reviews.Samples;
using Pinchang.Domain.Screening;
using Pinchang.Domain.Staff;
using Pinchang.Domain.Surveys;

namespace Pinchang.Data;

/// <summary>
/// All contexts of the product in one unit of work, so that a fact, its message and its ledger line commit together.
/// Configurations are found in this assembly; names become snake_case; enums are stored as their names.
/// </summary>
public sealed class PinchangContext(DbContextOptions<PinchangContext> options, IAgencyScope? scope = null)
    : IdentityUserContext<User, Guid>(options)
{
    private static readonly MethodInfo FilterByAgencyMethod =
        typeof(PinchangContext).GetMethod(nameof(FilterByAgency), BindingFlags.Instance | BindingFlags.NonPublic)!;

    /// <summary>The agency whose rows are seen; null sees all. Read at each query.</summary>
    public Guid? AgencyId => scope?.AgencyId;

    public DbSet<Agency> Agencies => Set<Agency>();

    public DbSet<Membership> Memberships => Set<Membership>();

    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<Consent> Consents => Set<Consent>();

    public DbSet<AccountClosure> AccountClosures => Set<AccountClosure>();

    public DbSet<SignIn> SignIns => Set<SignIn>();

    public DbSet<PhoneCode> PhoneCodes => Set<PhoneCode>();

    public DbSet<SecondFactor> SecondFactors => Set<SecondFactor>();

    public DbSet<Command> Commands => Set<Command>();

    public DbSet<ProtectionKey> ProtectionKeys => Set<ProtectionKey>();

    public DbSet<Message> Messages => Set<Message>();

    public DbSet<NoticeWording> NoticeWordings => Set<NoticeWording>();

    public DbSet<UploadedFile> Files => Set<UploadedFile>();

    public DbSet<Employer> Employers => Set<Employer>();

    public DbSet<Licence> Licences => Set<Licence>();

    public DbSet<Incident> Incidents => Set<Incident>();

    public DbSet<EmergencyDrill> EmergencyDrills => Set<EmergencyDrill>();
    public DbSet<StaffQualification> StaffQualifications => Set<StaffQualification>();

    public DbSet<MemberInvitation> MemberInvitations => Set<MemberInvitation>();

    public DbSet<MemberDepartment> MemberDepartments => Set<MemberDepartment>();

    public DbSet<JobPosting> Jobs => Set<JobPosting>();

    public DbSet<ChannelDecision> ChannelDecisions => Set<ChannelDecision>();

    public DbSet<JobVersion> JobVersions => Set<JobVersion>();

    public DbSet<ScreeningEdition> ScreeningEditions => Set<ScreeningEdition>();

    public DbSet<Resume> Resumes => Set<Resume>();

    public DbSet<JobApplication> Applications => Set<JobApplication>();

    public DbSet<ApplicationView> ApplicationViews => Set<ApplicationView>();

    public DbSet<LiveRoom> LiveRooms => Set<LiveRoom>();

    public DbSet<LiveSession> LiveSessions => Set<LiveSession>();

    public DbSet<Reminder> Reminders => Set<Reminder>();

    public DbSet<ExamProject> ExamProjects => Set<ExamProject>();

    public DbSet<Position> Positions => Set<Position>();

    public DbSet<ExamNotice> ExamNotices => Set<ExamNotice>();

    public DbSet<Registration> Registrations => Set<Registration>();

    public DbSet<Acknowledgement> Acknowledgements => Set<Acknowledgement>();

    public DbSet<KeptRegistrationForm> KeptRegistrationForms => Set<KeptRegistrationForm>();

    public DbSet<RegistrationExport> RegistrationExports => Set<RegistrationExport>();

    public DbSet<Question> Questions => Set<Question>();

    public DbSet<QuestionVersion> QuestionVersions => Set<QuestionVersion>();

    public DbSet<QuestionImport> QuestionImports => Set<QuestionImport>();

    public DbSet<Blueprint> Blueprints => Set<Blueprint>();

    public DbSet<Paper> Papers => Set<Paper>();

    public DbSet<PaperAccessEntry> PaperAccess => Set<PaperAccessEntry>();

    public DbSet<SecrecyAgreement> SecrecyAgreements => Set<SecrecyAgreement>();

    public DbSet<Sitting> Sittings => Set<Sitting>();

    public DbSet<SittingExtension> SittingExtensions => Set<SittingExtension>();

    public DbSet<ArrangedSession> ExamSessions => Set<ArrangedSession>();
    public DbSet<JobFair> Fairs => Set<JobFair>();

    public DbSet<Exhibitor> Exhibitors => Set<Exhibitor>();

    public DbSet<Booth> Booths => Set<Booth>();

    public DbSet<FairRegistration> FairRegistrations => Set<FairRegistration>();

    public DbSet<MarkingRound> MarkingRounds => Set<MarkingRound>();

    public DbSet<BlindScript> BlindScripts => Set<BlindScript>();

    public DbSet<MarkingTask> MarkingTasks => Set<MarkingTask>();

    public DbSet<Mark> Marks => Set<Mark>();

    public DbSet<MarkClaim> MarkClaims => Set<MarkClaim>();

    public DbSet<AnswerOpening> AnswerOpenings => Set<AnswerOpening>();

    public DbSet<ScoreNotice> ScoreNotices => Set<ScoreNotice>();

    public DbSet<Score> Scores => Set<Score>();

    public DbSet<KeptScoreCheck> ScoreChecks => Set<KeptScoreCheck>();

    public DbSet<ScoreDelivery> ScoreDeliveries => Set<ScoreDelivery>();

    public DbSet<Recheck> Rechecks => Set<Recheck>();

    public DbSet<Complaint> Complaints => Set<Complaint>();

    public DbSet<ComplaintEntry> ComplaintEntries => Set<ComplaintEntry>();

    public DbSet<Survey> Surveys => Set<Survey>();

    public DbSet<SurveyAnswer> SurveyAnswers => Set<SurveyAnswer>();

    public DbSet<Evaluation> Evaluations => Set<Evaluation>();

    public DbSet<Improvement> Improvements => Set<Improvement>();

    public DbSet<ManagedDocument> Documents => Set<ManagedDocument>();

    public DbSet<DocumentAcknowledgement> DocumentAcknowledgements => Set<DocumentAcknowledgement>();

    public DbSet<ReviewCase> ReviewCases => Set<ReviewCase>();

    public DbSet<ReviewLook> ReviewLooks => Set<ReviewLook>();

    public DbSet<SampleDraw> SampleDraws => Set<SampleDraw>();

    public DbSet<SamplingShare> SamplingShares => Set<SamplingShare>();

    public DbSet<ReviewSample> ReviewSamples => Set<ReviewSample>();

    public DbSet<ReviewerTie> ReviewerTies => Set<ReviewerTie>();

    public DbSet<LedgerLine> LedgerLines => Set<LedgerLine>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
        configurationBuilder.Conventions.Add(_ => new SnakeCaseNames());
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(PinchangContext).Assembly);
        foreach (var owned in builder.Model.GetEntityTypes().Where(e => typeof(IOwnedByAgency).IsAssignableFrom(e.ClrType)).ToList())
        {
            FilterByAgencyMethod.MakeGenericMethod(owned.ClrType).Invoke(this, [builder]);
        }
    }

    private void FilterByAgency<TEntity>(ModelBuilder builder)
        where TEntity : class, IOwnedByAgency =>
        builder.Entity<TEntity>().HasQueryFilter(row => AgencyId == null || row.AgencyId == AgencyId);
}
