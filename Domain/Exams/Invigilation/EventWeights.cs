using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Invigilation;

/// <summary>What each kind of event asks of a person, and who may raise it.</summary>
public static class EventWeights
{
    public static EventWeight Of(SessionEventKind kind) => kind switch
    {
        SessionEventKind.SecondFace or SessionEventKind.CameraStopped or SessionEventKind.ScreenStopped or SessionEventKind.PiecesLate
            or SessionEventKind.ChainBroken => EventWeight.Serious,
        SessionEventKind.FocusLost or SessionEventKind.FullScreenLeft or SessionEventKind.NoFace or SessionEventKind.Noise
            or SessionEventKind.MicrophoneStopped or SessionEventKind.NetworkLost or SessionEventKind.HelpAsked or SessionEventKind.Pasted
            or SessionEventKind.HeartbeatLost => EventWeight.Raised,
        _ => EventWeight.Note,
    };

    /// <summary>Kinds that the server alone raises; a page that sends one is refused.</summary>
    public static bool IsServers(SessionEventKind kind) => kind is SessionEventKind.HeartbeatLost or SessionEventKind.HeartbeatRegained
        or SessionEventKind.PiecesLate or SessionEventKind.PiecesResumed or SessionEventKind.ChainBroken
        or SessionEventKind.DeviceRequested or SessionEventKind.DeviceAdmitted;
}
