using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;

namespace Pinchang.Load.Sockets;

/// <summary>
/// What every published message carries in its text, on all sides alike: <c>~#sequence.publishedAt~</c> in fixed width, so that
/// a receiver finds it in any frame. The time is CLOCK_MONOTONIC in nanoseconds, which all processes of a host share.
/// </summary>
internal static class Marker
{
    public const int SequenceDigits = 10;
    public const int TimeDigits = 19;

    /// <summary>Where the numbers of job cards begin: a card overtakes the chat and is counted by itself.</summary>
    public const long FirstCard = 5_000_000_000;

    public const int Length = 2 + SequenceDigits + 1 + TimeDigits + 1;

    public static ReadOnlySpan<byte> Start => "~#"u8;

    public static long Now => (long)(Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency));

    /// <summary>A text of at least the marker's length, padded to <paramref name="bytes"/>.</summary>
    public static string Text(long sequence, long publishedAt, int bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"~#{sequence:D10}.{publishedAt:D19}~").PadRight(bytes, 'x');

    public static bool TryRead(ReadOnlySpan<byte> at, out long sequence, out long publishedAt)
    {
        (sequence, publishedAt) = (0, 0);
        return at.Length >= Length
            && Utf8Parser.TryParse(at.Slice(2, SequenceDigits), out sequence, out var digits) && digits == SequenceDigits
            && Utf8Parser.TryParse(at.Slice(3 + SequenceDigits, TimeDigits), out publishedAt, out digits) && digits == TimeDigits;
    }
}
