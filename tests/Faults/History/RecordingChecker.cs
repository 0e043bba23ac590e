using System.Globalization;
using Pinchang.Faults.Clients;
using Pinchang.Support.Media;

namespace Pinchang.Faults.History;

/// <summary>Holds the recording against what the publisher sent: all but the last second before the fault is there.</summary>
internal static class RecordingChecker
{
    private static readonly TimeSpan MayBeLost = TimeSpan.FromSeconds(1);

    public static void Check(byte[] recording, StreamPublisher publisher, DateTimeOffset fault, SeedResult result)
    {
        var takenUp = publisher.TakenUpAt.ElementAtOrDefault(1);
        var before = publisher.Sent.TakeWhile(fragment => fragment.At < fault).ToArray();
        foreach (var fragment in before.Where(fragment => fragment.At < fault - MayBeLost && fragment.Sequence >= takenUp))
        {
            result.Lost.Add(string.Create(CultureInfo.InvariantCulture,
                $"fragment {fragment.Sequence}, sent {(fault - fragment.At).TotalSeconds:0.0} s before the fault, was asked for again"));
        }

        // The last numbers may have been under way when the publisher stopped.
        var kept = publisher.Sent.Select(fragment => fragment.Sequence).Distinct().Order().SkipLast(10).ToArray();
        foreach (var sequence in kept.Where(sequence => recording.AsSpan().IndexOf(Payload(sequence)) < 0))
        {
            result.Lost.Add($"fragment {sequence} is not in the recording");
        }

        result.Notes.Add($"{before.Length} fragments before the fault, of which the last {before.Count(fragment => fragment.Sequence >= takenUp)} were sent again");
    }

    private static ReadOnlySpan<byte> Payload(uint sequence)
    {
        var fragment = StreamMaker.Fragment(sequence, 0, key: false);
        return fragment.AsSpan(fragment.AsSpan().IndexOf("mdat"u8) + 4);
    }
}
