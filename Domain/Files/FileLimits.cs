using Pinchang.Contracts.Resumes;

namespace Pinchang.Domain.Files;

/// <summary>What each kind of file may be, and how large.</summary>
public sealed record FileLimits(int MegaBytes, string[] ContentTypes, string Described)
{
    private static readonly string[] Images = ["image/jpeg", "image/png", "image/webp"];

    /// <summary>A cover fills a page at most; on a licence or a proof small print has to be read.</summary>
    public static int LongestSide(FileKind kind) => kind switch
    {
        FileKind.Cover => 1920,
        FileKind.ExamPhoto => 1600,
        FileKind.ExamIdentity => 2560,
        _ => 4096,
    };

    public long Bytes => MegaBytes * 1024L * 1024L;

    public static FileLimits Of(FileKind kind) => kind switch
    {
        FileKind.Resume => new(10, ["application/pdf"], "PDF"),
        FileKind.Licence => new(10, [.. Images, "application/pdf"], "JPEG、PNG、WebP、PDF"),
        FileKind.Cover => new(5, Images, "JPEG、PNG、WebP"),
        FileKind.ExamPhoto => new(5, ["image/jpeg", "image/png"], "JPEG、PNG"),
        FileKind.ExamIdentity => new(5, Images, "JPEG、PNG、WebP"),
        FileKind.Complaint => new(10, [.. Images, "application/pdf"], "JPEG、PNG、WebP、PDF"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
