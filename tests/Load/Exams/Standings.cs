using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Sittings;

namespace Pinchang.Load.Exams;

/// <summary>Where a crowd stands when a measurement begins.</summary>
internal static class Standings
{
    public static SessionStanding Entered { get; } = new()
    {
        State = ExamSessionState.Entered,
        Epoch = 1,
        DeviceId = "pc",
        DeviceName = "pc",
        DeviceChecked = true,
        RulesRead = true,
        Facts = 2,
    };

    public static SessionStanding Started { get; } = Entered with
    {
        State = ExamSessionState.Started,
        StartedAt = DateTimeOffset.UtcNow.AddMinutes(-20),
        Facts = 3,
    };
}
