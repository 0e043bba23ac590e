namespace Pinchang.Domain.Files;

/// <summary>What a file is by its bytes; its name and the type the browser claims say nothing.</summary>
public static class FileSignature
{
    /// <summary>How much of both ends is looked at.</summary>
    public const int HeadLength = 16;
    public const int TailLength = 1024;

    /// <summary>The content type, or null when it is none that is known.</summary>
    public static string? Recognise(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail)
    {
        if (head.StartsWith("%PDF-"u8) && tail.IndexOf("%%EOF"u8) >= 0)
        {
            return "application/pdf";
        }

        if (head.StartsWith<byte>([0xFF, 0xD8, 0xFF]) && EndsWith(tail, [0xFF, 0xD9]))
        {
            return "image/jpeg";
        }

        if (head.StartsWith<byte>([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) && tail.IndexOf("IEND"u8) >= 0)
        {
            return "image/png";
        }

        return head.Length >= 12 && head.StartsWith("RIFF"u8) && head[8..12].SequenceEqual("WEBP"u8) ? "image/webp" : null;
    }

    // Cameras pad the end of a JPEG.
    private static bool EndsWith(ReadOnlySpan<byte> tail, ReadOnlySpan<byte> marker) => tail.LastIndexOf(marker) >= 0;
}
