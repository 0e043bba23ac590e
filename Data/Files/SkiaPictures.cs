using System.Globalization;
using Pinchang.Contracts;
using Pinchang.Contracts.Resumes;
using Pinchang.Domain.Files;
using SkiaSharp;

namespace Pinchang.Data.Files;

/// <summary>Draws pictures anew. One at a time: a picture at the limit takes some 200 MB while it is open.</summary>
public sealed class SkiaPictures : IPictureCleaner, IDisposable
{
    private const long MostPixels = 50_000_000;
    private const int TenThousand = 10_000;
    private const int Quality = 88;

    private readonly SemaphoreSlim _place = new(1);

    public async Task<Outcome<Stream>> CleanAsync(Stream picture, string contentType, int longest, CancellationToken cancellation)
    {
        await _place.WaitAsync(cancellation);
        try
        {
            // Skia reads from memory; no kind of picture is larger than 10 MB.
            using var bytes = new MemoryStream();
            await picture.CopyToAsync(bytes, cancellation);
            return await Task.Run(() => Redraw(bytes.ToArray(), FormatOf(contentType), longest), cancellation);
        }
        finally
        {
            _place.Release();
        }
    }

    public void Dispose() => _place.Dispose();

    private static Outcome<Stream> Redraw(byte[] bytes, SKEncodedImageFormat format, int longest)
    {
        using var data = SKData.CreateCopy(bytes);
        using var codec = SKCodec.Create(data);
        if (codec is null || codec.EncodedFormat != format)
        {
            return FileRefusals.BrokenPicture.On("file");
        }

        // Known from the first bytes, before anything is unpacked.
        if ((long)codec.Info.Width * codec.Info.Height > MostPixels)
        {
            return FileRefusals.TooManyPixels.With((MostPixels / TenThousand).ToString(CultureInfo.InvariantCulture)).On("file");
        }

        var scale = Math.Min(1f, (float)longest / Math.Max(codec.Info.Width, codec.Info.Height));
        var near = codec.GetScaledDimensions(scale);
        using var decoded = new SKBitmap(new SKImageInfo(near.Width, near.Height, SKColorType.Rgba8888, SKAlphaType.Premul, SKColorSpace.CreateSrgb()));
        if (codec.GetPixels(decoded.Info, decoded.GetPixels()) != SKCodecResult.Success)
        {
            return FileRefusals.BrokenPicture.On("file");
        }

        return Encode(decoded, codec, scale, format);
    }

    private static MemoryStream Encode(SKBitmap decoded, SKCodec codec, float scale, SKEncodedImageFormat format)
    {
        var (width, height) = (Side(codec.Info.Width, scale), Side(codec.Info.Height, scale));
        var turn = TurnOf(codec.EncodedOrigin, width, height);
        var isTurned = codec.EncodedOrigin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        using var surface = SKSurface.Create(decoded.Info.WithSize(isTurned ? height : width, isTurned ? width : height));
        surface.Canvas.SetMatrix(turn);
        using var image = SKImage.FromBitmap(decoded);
        surface.Canvas.DrawImage(image, SKRect.Create(width, height), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        using var drawn = surface.Snapshot();
        using var encoded = drawn.Encode(format, Quality);
        return new MemoryStream(encoded.ToArray(), writable: false);
    }

    private static int Side(int pixels, float scale) => Math.Max(1, (int)MathF.Round(pixels * scale));

    // EXIF's eight orientations, each as what takes the stored picture to the seen one.
    private static SKMatrix TurnOf(SKEncodedOrigin origin, int width, int height) => origin switch
    {
        SKEncodedOrigin.TopRight => new(-1, 0, width, 0, 1, 0, 0, 0, 1),
        SKEncodedOrigin.BottomRight => new(-1, 0, width, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.BottomLeft => new(1, 0, 0, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.LeftTop => new(0, 1, 0, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightTop => new(0, -1, height, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightBottom => new(0, -1, height, -1, 0, width, 0, 0, 1),
        SKEncodedOrigin.LeftBottom => new(0, 1, 0, -1, 0, width, 0, 0, 1),
        _ => SKMatrix.Identity,
    };

    private static SKEncodedImageFormat FormatOf(string contentType) => contentType switch
    {
        "image/jpeg" => SKEncodedImageFormat.Jpeg,
        "image/png" => SKEncodedImageFormat.Png,
        "image/webp" => SKEncodedImageFormat.Webp,
        _ => throw new ArgumentOutOfRangeException(nameof(contentType)),
    };
}
