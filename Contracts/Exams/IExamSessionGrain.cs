using Orleans;
using Orleans.Concurrency;

namespace Pinchang.Contracts.Exams;

/// <summary>
/// One candidate in one sitting (一人一卷): the single writer of what is asked, answered, granted and handed in.
/// Keyed by the session's id. Whatever it answers is durable before it is answered. A candidate's command for another's session
/// is refused as if there were no such session; staff are checked by Api.
/// </summary>
[Alias("exam-session")]
public interface IExamSessionGrain : IGrainWithGuidKey
{
    /// <summary>Null candidate: staff look.</summary>
    [Alias("GetView")]
    Task<Outcome<ExamSessionView>> GetView(Guid? candidateId);

    /// <summary>The order of questions and options that was drawn for this candidate; once entered. It never changes, and says nothing without the paper's key.</summary>
    [ReadOnly, Alias("GetDraw")]
    Task<Outcome<PaperDraw>> GetDraw(Guid candidateId);

    /// <summary>Takes the next epoch. A device other than the one that holds a started session needs the invigilator's nod.</summary>
    [Alias("Enter")]
    Task<Outcome<ExamSessionView>> Enter(EnterExam command);

    [Alias("Admit")]
    Task<Outcome<ExamSessionView>> Admit(AdmitDevice command);

    [Alias("RecordDeviceCheck")]
    Task<Outcome<ExamSessionView>> RecordDeviceCheck(RecordDeviceCheck command);

    [Alias("SubmitIdentity")]
    Task<Outcome<ExamSessionView>> SubmitIdentity(SubmitIdentity command);

    [Alias("DecideIdentity")]
    Task<Outcome<ExamSessionView>> DecideIdentity(DecideIdentity command);

    [Alias("AcknowledgeRules")]
    Task<Outcome<ExamSessionView>> AcknowledgeRules(AcknowledgeRules command);

    /// <summary>Safe to repeat: a started session answers as it did.</summary>
    [Alias("Start")]
    Task<Outcome<ExamStarted>> Start(StartExam command);

    /// <summary>
    /// Safe to repeat and to reorder: (session, epoch, sequence) is kept once, and a question's answer is the one with the highest
    /// (epoch, sequence). What is refused as overtaken, too late or ended is kept too, apart.
    /// </summary>
    [Alias("SaveAnswers")]
    Task<Outcome<AnswerAck>> SaveAnswers(SaveAnswers command);

    /// <summary>Null candidate: staff look.</summary>
    [Alias("ReadAnswers")]
    Task<Outcome<AnswerSheet>> ReadAnswers(Guid? candidateId);

    [Alias("Beat")]
    Task<Outcome<HeartbeatAck>> Beat(Guid candidateId, Heartbeat heartbeat, DateTimeOffset receivedAt);

    /// <summary>Seals every acknowledged answer together with those that come with it. Safe to repeat.</summary>
    [Alias("HandIn")]
    Task<Outcome<ExamReceipt>> HandIn(HandIn command);

    /// <summary>The bytes the receipt's hash is over; refused before there is a receipt. Null candidate: staff look.</summary>
    [Alias("GetCanonicalAnswers")]
    Task<Outcome<CanonicalAnswers>> GetCanonicalAnswers(Guid? candidateId);

    /// <summary>Individual extra time; the same command id counts once.</summary>
    [Alias("Extend")]
    Task<Outcome<ExamSessionView>> Extend(ExtendSession command);

    /// <summary>Time for outages; each of them counts once.</summary>
    [Alias("Compensate")]
    Task<Outcome<ExamSessionView>> Compensate(CompensateOutages command);

    [Alias("Terminate")]
    Task<Outcome<ExamSessionView>> Terminate(TerminateSession command);

    /// <summary>Hands in for the absent if the end and the grace are over; does nothing otherwise, or when done before.</summary>
    [Alias("CloseIfDue")]
    Task CloseIfDue();

    /// <summary>After the end only: what counts while the exam runs is what the candidate's page sends itself.</summary>
    [Alias("KeepFile")]
    Task<Outcome<KeptAnswerFile>> KeepFile(KeepAnswerFile command);

    [Alias("DecideLateAnswers")]
    Task<Outcome<ExamSessionView>> DecideLateAnswers(DecideLateAnswers command);
}

/// <param name="Json">UTF-8, keys sorted, no spaces; see docs/adr/0008.</param>
[GenerateSerializer, Immutable, Alias("canonical-answers")]
public sealed record CanonicalAnswers(string Json, ExamReceipt Receipt);
