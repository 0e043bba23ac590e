using Pinchang.Contracts;
using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Papers;

/// <summary>What somebody wants to read of a paper.</summary>
public enum PaperPart
{
    /// <summary>The key of the candidates' content, or the content itself.</summary>
    Content,

    /// <summary>The right answers.</summary>
    MarkingKey,

    /// <summary>Both, with the seed, for those who set it.</summary>
    Whole,
}

/// <summary>When a sealed paper opens.</summary>
public sealed record PaperTimes(DateTimeOffset ReleaseAt, DateTimeOffset MarkingOpensAt)
{
    private static readonly TimeSpan Farthest = TimeSpan.FromDays(400);

    /// <summary>To the second and in UTC, so that what is bound into the keys is what comes back from the database.</summary>
    public static PaperTimes Of(DateTimeOffset releaseAt, DateTimeOffset markingOpensAt) => new(ToSecond(releaseAt), ToSecond(markingOpensAt));

    public static Refusal? Check(PaperTimes times, DateTimeOffset now)
    {
        if (times.ReleaseAt <= now)
        {
            return PaperRefusals.ReleasePast.On("releaseAt");
        }

        if (times.MarkingOpensAt < times.ReleaseAt)
        {
            return PaperRefusals.MarkingBeforeRelease.On("markingOpensAt");
        }

        return times.MarkingOpensAt > now + Farthest ? PaperRefusals.ReleaseFar.On("markingOpensAt") : null;
    }

    private static DateTimeOffset ToSecond(DateTimeOffset at) => DateTimeOffset.FromUnixTimeSeconds(at.ToUnixTimeSeconds());
}

/// <summary>
/// Who may read what, when: a table of state and time alone. No role is asked for here, so that none can pass.
/// </summary>
public static class PaperLock
{
    public static Refusal? Check(PaperState state, PaperTimes? times, PaperPart part, DateTimeOffset now) => (state, part) switch
    {
        (PaperState.Discarded, _) => PaperRefusals.Discarded,
        (PaperState.Assembled, PaperPart.Whole) => null,
        (PaperState.Assembled, _) => PaperRefusals.NotSealed,
        (PaperState.Sealing, _) => PaperRefusals.Sealing,
        (_, PaperPart.Content) => now < times!.ReleaseAt ? PaperRefusals.Locked.With(ChinaTime.Text(times.ReleaseAt)) : null,
        _ when now < times!.ReleaseAt => PaperRefusals.Locked.With(ChinaTime.Text(times.ReleaseAt)),
        _ => now < times.MarkingOpensAt ? PaperRefusals.MarkingLocked.With(ChinaTime.Text(times.MarkingOpensAt)) : null,
    };
}
