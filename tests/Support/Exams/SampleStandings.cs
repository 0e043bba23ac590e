using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Sittings;

namespace Pinchang.Support.Exams;

/// <summary>Where a candidate stands in a session that nobody has walked through.</summary>
public static class SampleStandings
{
    public const string Device = "pc-1";

    /// <summary>In, checked, the rules read, and not started.</summary>
    public static SessionStanding Entered { get; } = new()
    {
        State = ExamSessionState.Entered,
        Epoch = 1,
        DeviceId = Device,
        DeviceName = "考场电脑",
        DeviceChecked = true,
        RulesRead = true,
        Facts = 2,
    };

    public static SessionStanding StartedAt(DateTimeOffset at) => Entered with { State = ExamSessionState.Started, StartedAt = at };
}
