using Pinchang.Faults.Clients;

namespace Pinchang.Faults.History;

/// <summary>Holds the recording against what the publisher sent: all but the last second before the fault is there.</summary>
internal static class RecordingChecker
{
    private static readonly TimeSpan MayBeLost = TimeSpan.FromSeconds(1);

    public static void Check(byte[] recording, SyntheticPicture picture, StreamPublisher publisher, DateTimeOffset fault, SeedResult result)
    {
        foreach (var fragment in publisher.Sent)
        {
            // The payload is what counts: the recorder may number fragments anew.
            var picturePart = Payload(picture.Fragments[fragment.Number]);
            var kept = recording.AsSpan().IndexOf(picturePart) >= 0;
            var aroundFault = fragment.At > fault - MayBeLost && fragment.At < fault + MayBeLost;
            if (!kept && !aroundFault)
            {
                result.Lost.Add($"second {fragment.Number} of the picture, sent {(fault - fragment.At).TotalSeconds:0.0} s before the fault, is not in the recording");
            }
        }
    }

    private static ReadOnlySpan<byte> Payload(byte[] fragment)
    {
        var mdat = fragment.AsSpan().IndexOf("mdat"u8);
        return fragment.AsSpan(mdat + 4);
    }
}
