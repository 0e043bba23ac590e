using System.Buffers;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using Pinchang.Contracts;
using Pinchang.Contracts.Resumes;

namespace Pinchang.Domain.Files;

/// <summary>
/// Whether a PDF does something when it is opened. Every name in it is read, also those that are spelled with <c>#xx</c> and those packed into object
/// streams; a file whose objects cannot be read is refused as well. Why names suffice: docs/adr/0021.
/// </summary>
public static class PdfInspection
{
    private const long MostUnpacked = 64L * 1024 * 1024;

    // Of a dictionary in front of what it describes; a longer one is nobody's, and looking for its beginning again and again is what it is for.
    private const int LongestDictionary = 8 * 1024;

    // Each is the type or the key without which nothing runs, starts or is carried along. /JS only stands beside /JavaScript.
    private static readonly HashSet<string> Active =
        new(["JavaScript", "Launch", "EmbeddedFile", "EmbeddedFiles", "RichMedia", "GoToE", "ImportData"], StringComparer.Ordinal);

    private static readonly SearchValues<byte> Gaps = SearchValues.Create(" \t\r\n\f\0()<>[]{}"u8);

    public static async Task<Refusal?> WhyNotAsync(Stream pdf, CancellationToken cancellation)
    {
        // No kind takes more than 10 MB.
        using var bytes = new MemoryStream();
        await pdf.CopyToAsync(bytes, cancellation);
        return WhyNot(bytes.GetBuffer().AsMemory(0, (int)bytes.Length));
    }

    public static Refusal? WhyNot(ReadOnlyMemory<byte> pdf)
    {
        var left = MostUnpacked;
        var unpackedUntil = 0;
        for (var at = 0; NextName(pdf.Span, ref at, out var slash) is { } name;)
        {
            if (Active.Contains(name) && !IsInAddress(pdf.Span[..slash]))
            {
                return FileRefusals.ActivePdf.On("file");
            }

            if (name == "Encrypt")
            {
                return FileRefusals.ClosedPdf.On("file");
            }

            if (name == "ObjStm" && at > unpackedUntil && WhyNotObjects(pdf, at, ref left, ref unpackedUntil) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    /// <summary>Of the objects packed into the stream whose dictionary holds the position.</summary>
    private static Refusal? WhyNotObjects(ReadOnlyMemory<byte> pdf, int at, ref long left, ref int unpackedUntil)
    {
        var rest = pdf.Span[at..];
        var stream = rest.IndexOf("stream"u8);
        var near = Math.Max(0, at - LongestDictionary);
        var begin = pdf.Span[near..at].LastIndexOf("obj"u8);
        if (stream is < 0 or > LongestDictionary || begin < 0)
        {
            return FileRefusals.ClosedPdf.On("file");
        }

        unpackedUntil = at + stream;
        var filters = Filters(pdf.Span[(near + begin)..unpackedUntil]);
        if (filters == "")
        {
            // As it stands, and so read already.
            return null;
        }

        if (filters != "FlateDecode")
        {
            return FileRefusals.ClosedPdf.On("file");
        }

        var start = at + stream + "stream"u8.Length;
        start += pdf.Span[start..].StartsWith("\r\n"u8) ? 2 : 1;
        return Unpack(pdf[start..], ref left) is { } objects
            ? AnyActive(objects) ? FileRefusals.ActivePdf.On("file") : null
            : FileRefusals.ClosedPdf.On("file");
    }

    /// <summary>The filters that a dictionary names; a predictor counts as one, since it too changes the text.</summary>
    private static string Filters(ReadOnlySpan<byte> dictionary)
    {
        var filters = new List<string>();
        for (var at = 0; NextName(dictionary, ref at, out _) is { } name;)
        {
            if (name.EndsWith("Decode", StringComparison.Ordinal) || name is "Predictor" or "Crypt" or "Fl" or "LZW" or "A85" or "AHx" or "RL")
            {
                filters.Add(name);
            }
        }

        return string.Join(' ', filters);
    }

    private static byte[]? Unpack(ReadOnlyMemory<byte> packed, ref long left)
    {
        try
        {
            MemoryMarshal.TryGetArray(packed, out var part);
            using var inflating = new ZLibStream(new MemoryStream(part.Array!, part.Offset, part.Count, writable: false), CompressionMode.Decompress);
            using var unpacked = new MemoryStream();
            var buffer = new byte[64 * 1024];
            for (var read = inflating.Read(buffer); read > 0; read = inflating.Read(buffer))
            {
                if ((left -= read) < 0)
                {
                    return null;
                }

                unpacked.Write(buffer, 0, read);
            }

            return unpacked.Length > 0 ? unpacked.ToArray() : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static bool AnyActive(ReadOnlySpan<byte> objects)
    {
        for (var at = 0; NextName(objects, ref at, out var slash) is { } name;)
        {
            if (Active.Contains(name) && !IsInAddress(objects[..slash]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The name behind the next slash, spelled out; the position goes behind it.</summary>
    private static string? NextName(ReadOnlySpan<byte> text, ref int at, out int slash)
    {
        slash = text[at..].IndexOf((byte)'/');
        if (slash < 0)
        {
            return null;
        }

        slash += at;

        const int Longest = 64;
        var name = new StringBuilder();
        for (at = slash + 1; at < text.Length && name.Length < Longest && !IsEnd(text[at]); at++)
        {
            if (text[at] == '#' && at + 2 < text.Length && char.IsAsciiHexDigit((char)text[at + 1]) && char.IsAsciiHexDigit((char)text[at + 2]))
            {
                name.Append((char)(Convert.ToInt32(Encoding.ASCII.GetString(text.Slice(at + 1, 2)), 16)));
                at += 2;
            }
            else
            {
                name.Append((char)text[at]);
            }
        }

        return name.ToString();
    }

    /// <summary>
    /// Whether what stands in front, without a gap, begins an address in a string: <c>(https://example.com</c>. People link to their work, and an
    /// opening bracket in front of it leaves nothing that could be a name.
    /// </summary>
    private static bool IsInAddress(ReadOnlySpan<byte> before)
    {
        var run = before[^Math.Min(before.Length, LongestDictionary)..];
        var start = run.LastIndexOfAny(Gaps);
        return start >= 0 && run[start] == '(' && (run[(start + 1)..].StartsWith("https://"u8) || run[(start + 1)..].StartsWith("http://"u8));
    }

    private static bool IsEnd(byte letter) => letter <= ' ' || letter is (byte)'/' or (byte)'<' or (byte)'>' or (byte)'[' or (byte)']' or (byte)'(' or (byte)')' or (byte)'{' or (byte)'}' or (byte)'%';
}
