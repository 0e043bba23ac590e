using System.Diagnostics.Metrics;

namespace Pinchang.ExamGrains;

internal static class SessionMetrics
{
    private static readonly Meter Meter = new("Pinchang.ExamSessions");

    public static readonly Counter<long> Refused = Meter.CreateCounter<long>("pinchang.exam_session.refused");
}
