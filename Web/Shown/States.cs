using Microsoft.Extensions.Localization;
using Pinchang.Contracts.Applications;
using Pinchang.Contracts.Complaints;
using Pinchang.Contracts.Documents;
using Pinchang.Contracts.Evaluations;
using Pinchang.Contracts.Exams;
using Pinchang.Contracts.Notifications;
using Pinchang.Contracts.Fairs;
using Pinchang.Contracts.Jobs;
using Pinchang.Contracts.Improvements;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Contracts.Organisations;
using Pinchang.Contracts.Screening;
using Pinchang.Contracts.Staff;
using Pinchang.Contracts.Surveys;

namespace Pinchang.Web.Shown;

/// <summary>How a state is called and which of the three faces it has: good, bad or neither.</summary>
internal sealed class States(IStringLocalizer<Words> words)
{
    public string Of<TState>(TState state)
        where TState : struct, Enum => words[KeyOf(state)];

    public static string KeyOf<TState>(TState state)
        where TState : struct, Enum => $"{typeof(TState).Name}.{state}";

    public static string FaceOf(Enum state) => state switch
    {
        ExamSessionState.HandedIn or MarkingRoundState.Settled or ScoreNoticeState.Published or DeliveryState.Sent => "good",
        ExamSessionState.Terminated or ScoreStanding.Void or DeliveryState.Failed => "bad",
        JobState.Approved or EmployerState.Approved or LicenceState.Approved or ApplicationState.Shortlisted or LiveSessionState.OnAir
            or FairPhase.Open or FairRegistrationState.Approved or BoothState.Open
            or RegistrationState.Approved or RegistrationPhase.Open or PaperState.Sealed => "good",
        JobState.Refused or LicenceState.Refused or EmployerState.Refused or EmployerState.Suspended or ApplicationState.Declined
            or FairPhase.Cancelled or FairRegistrationState.Refused
            or RegistrationState.Refused or PaperState.Discarded or ComplaintState.NotAccepted => "bad",
        ComplaintState.Answered or ComplaintState.Closed => "good",
        DocumentStanding.InForce or DocumentState.Published => "good",
        DocumentStanding.Missing or DocumentStanding.Lapsed or DocumentState.Refused => "bad",
        ScreeningEditionState.InForce or QualificationState.Approved => "good",
        ScreeningEditionState.Refused or QualificationState.Refused => "bad",
        AgreementState.Signed => "good",
        AgreementState.Outdated or AgreementState.Unsigned or AgreementState.NotInForce => "bad",
        SurveyState.Open => "good",
        ImprovementState.Verified or EvaluationState.Closed => "good",
        _ => "",
    };
}
