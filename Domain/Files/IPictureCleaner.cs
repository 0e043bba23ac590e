using Pinchang.Contracts;

namespace Pinchang.Domain.Files;

/// <summary>
/// GB/T 35273: a photo tells where and with what it was taken. What is kept is drawn anew from the picture alone: no EXIF, GPS, XMP or comment, turned
/// as it is meant to be seen, and no larger than its kind is shown.
/// </summary>
public interface IPictureCleaner
{
    /// <summary>The new picture in the same format; a refusal when it has too many pixels (known before they are decoded) or is no whole picture.</summary>
    /// <param name="longest">Of its longer side, in pixels.</param>
    Task<Outcome<Stream>> CleanAsync(Stream picture, string contentType, int longest, CancellationToken cancellation);
}
