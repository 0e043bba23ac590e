namespace Pinchang.ExamGrains;

/// <summary>
/// How full the queue to the disk may be for each class of work (P6): entries are turned away first and hand-ins last. Whoever is turned
/// away is told so, and their browser keeps what it has and tries again.
/// </summary>
internal static class SessionLoad
{
    public const double Entries = 0.5;
    public const double Starts = 0.65;
    public const double Saves = 0.85;
    public const double HandIns = 0.97;
}
