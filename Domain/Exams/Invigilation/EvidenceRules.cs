using Pinchang.Contracts;
using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Invigilation;

/// <summary>What a session may leave behind, by its sitting: when, and whether pictures at all.</summary>
public sealed record EvidenceWindow(DateTimeOffset OpensAt, DateTimeOffset EndsAt, bool Recorded);

/// <summary>What a session has left behind so far.</summary>
/// <param name="Bytes">Of recordings.</param>
public readonly record struct EvidenceUse(long Bytes, int Stills, int Events);

/// <summary>
/// Pieces, stills and events of a candidate's page are taken from the opening of the entry until some hours after the end, and no more of
/// them than an exam of that length can bring: whoever sends more fills a disk and nothing else.
/// </summary>
public static class EvidenceRules
{
    /// <summary>What a candidate's machine kept while it was offline may follow for so long.</summary>
    public static readonly TimeSpan AfterEnd = TimeSpan.FromHours(6);

    /// <summary>Camera and screen together take about a tenth of it.</summary>
    public const long BytesPerSecond = 1_000_000;

    public const int MostEvents = 5_000;

    /// <summary>Why a further one is not taken, or null.</summary>
    public static Refusal? WhyNot(EvidenceKind kind, EvidenceWindow window, EvidenceUse use, DateTimeOffset now)
    {
        if (now < window.OpensAt)
        {
            return SessionRefusals.NotOpen.With(ChinaTime.Text(window.OpensAt));
        }

        if (now >= window.EndsAt + AfterEnd)
        {
            return InvigilationRefusals.Closed;
        }

        var seconds = (long)(window.EndsAt - window.OpensAt).TotalSeconds;
        var isFull = kind switch
        {
            EvidenceKind.Piece => use.Bytes >= seconds * BytesPerSecond,
            EvidenceKind.Still => use.Stills >= seconds,
            _ => use.Events >= MostEvents,
        };
        return kind != EvidenceKind.Event && !window.Recorded ? InvigilationRefusals.NotRecorded
            : isFull ? InvigilationRefusals.TooMuch
            : null;
    }
}

public enum EvidenceKind
{
    Piece,
    Still,
    Event,
}
