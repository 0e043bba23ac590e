using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Domain.Files;

namespace Pinchang.Domain.Exams.Papers;

/// <summary>Pictures travel inside the question, so that they are encrypted with it and a paper needs nothing fetched after the start.</summary>
public static class QuestionPicture
{
    public const int Most = 4;
    public const int MostBytes = 300 * 1024;

    private static readonly string[] Types = ["image/jpeg", "image/png", "image/webp"];

    public static Refusal? CheckAll(string[] pictures) =>
        pictures.Length > Most
            ? QuestionRefusals.PictureSize.On("pictures")
            : pictures.Select(Check).FirstOrDefault(refusal => refusal is not null);

    /// <summary>The data: address of bytes that are a picture by their own signature; null when they are none.</summary>
    public static string? Address(ReadOnlySpan<byte> bytes) =>
        TypeOf(bytes) is { } type ? $"data:{type};base64,{Convert.ToBase64String(bytes)}" : null;

    private static Refusal? Check(string address)
    {
        // Four characters carry three bytes; longer ones are not even decoded.
        if (address.Length > (MostBytes / 3 * 4) + 64)
        {
            return QuestionRefusals.PictureSize.On("pictures");
        }

        var comma = address.IndexOf(',', StringComparison.Ordinal);
        if (comma < 0)
        {
            return QuestionRefusals.Picture.On("pictures");
        }

        var bytes = new byte[address.Length];
        if (!Convert.TryFromBase64Chars(address.AsSpan(comma + 1), bytes, out var length))
        {
            return QuestionRefusals.Picture.On("pictures");
        }

        var type = TypeOf(bytes.AsSpan(0, length));
        return type is not null && address.AsSpan(0, comma).SequenceEqual($"data:{type};base64")
            ? null
            : QuestionRefusals.Picture.On("pictures");
    }

    private static string? TypeOf(ReadOnlySpan<byte> bytes)
    {
        var tail = bytes[Math.Max(0, bytes.Length - FileSignature.TailLength)..];
        var head = bytes[..Math.Min(bytes.Length, FileSignature.HeadLength)];
        return FileSignature.Recognise(head, tail) is { } type && Types.Contains(type) ? type : null;
    }
}
