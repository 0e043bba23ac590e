namespace Pinchang.Domain.Exams.Invigilation;

/// <summary>What a recording is by its bytes.</summary>
public static class PieceSignature
{
    public const string WebM = "video/webm";
    public const string Mp4 = "video/mp4";

    public const int HeadLength = 64;

    private static ReadOnlySpan<byte> WebMDocType => [0x42, 0x82, 0x84, (byte)'w', (byte)'e', (byte)'b', (byte)'m'];

    /// <summary>The type of a run by its first piece; null when it is not the beginning of a recording.</summary>
    public static string? OfFirst(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith<byte>([0x1A, 0x45, 0xDF, 0xA3]) && head.IndexOf(WebMDocType) > 0)
        {
            return WebM;
        }

        return head.Length >= 8 && head[4..8].SequenceEqual("ftyp"u8) ? Mp4 : null;
    }

    /// <summary>
    /// Whether a later piece may belong to a run of that type. Browsers cut WebM anywhere, also inside of an element, so there is nothing
    /// to see in it; it is only ever given out as a part of the recording that its first piece began.
    /// </summary>
    public static bool Continues(string type, ReadOnlySpan<byte> head) =>
        type == WebM || (head.Length >= 8 && IsBox(head[4..8]));

    private static bool IsBox(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("moof"u8) || name.SequenceEqual("styp"u8) || name.SequenceEqual("sidx"u8) || name.SequenceEqual("moov"u8)
        || name.SequenceEqual("mdat"u8) || name.SequenceEqual("emsg"u8) || name.SequenceEqual("mfra"u8);
}
