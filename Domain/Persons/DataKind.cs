namespace Pinchang.Domain.Persons;

/// <summary>LH-4.4.1c: every kind of personal data that the product holds.</summary>
public enum DataKind
{
    Account,
    Resume,
    Files,
    ExamForm,
    Reminders,
    Messages,
    Consents,
    Applications,
    FairRegistrations,
    FairTalks,
    Chat,
    ExamRegistrations,
    ExamSessions,
    Scores,
    IdentityImages,
    ExamRecordings,
    Complaints,
    Qualifications,
    Signatures,
    Surveys,
    SignIns,
    Looks,
}
