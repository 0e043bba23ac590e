using System.Buffers.Binary;
using System.Text;
using Pinchang.Data.Files;
using SkiaSharp;

namespace Pinchang.Data.Tests.Files;

public sealed class SkiaPicturesTests
{
    [Fact]
    [Clause("LH-4.4.1c", at: "Data/Files/SkiaPictures.cs")]
    public async Task A_photo_loses_where_it_was_taken_and_is_turned_as_it_is_meant()
    {
        var photo = WithExif(Draw(SKEncodedImageFormat.Jpeg, 400, 200), orientation: 6);
        Encoding.Latin1.GetString(photo).ShouldContain("31.2304N");

        var cleaned = await CleanAsync(photo, "image/jpeg");

        Encoding.Latin1.GetString(cleaned).ShouldNotContain("Exif");
        Encoding.Latin1.GetString(cleaned).ShouldNotContain("31.2304N");
        using var seen = SKBitmap.Decode(cleaned);
        (seen.Width, seen.Height).ShouldBe((200, 400));

        // What was on the left is on top after a quarter turn to the right.
        seen.GetPixel(100, 50).Red.ShouldBeGreaterThan((byte)200);
        seen.GetPixel(100, 350).Blue.ShouldBeGreaterThan((byte)200);
    }

    [Theory]
    [InlineData(1, 400, 200, true)]
    [InlineData(2, 400, 200, false)]
    [InlineData(3, 400, 200, false)]
    [InlineData(4, 400, 200, true)]
    [InlineData(5, 200, 400, true)]
    [InlineData(7, 200, 400, false)]
    [InlineData(8, 200, 400, false)]
    public async Task Each_of_the_orientations_is_turned_upright(byte orientation, int width, int height, bool redIsFirst)
    {
        using var seen = SKBitmap.Decode(await CleanAsync(WithExif(Draw(SKEncodedImageFormat.Jpeg, 400, 200), orientation), "image/jpeg"));

        (seen.Width, seen.Height).ShouldBe((width, height));
        var first = width > height ? seen.GetPixel(50, 100) : seen.GetPixel(100, 50);
        (first.Red > 200).ShouldBe(redIsFirst);
    }

    [Theory]
    [InlineData("image/jpeg", SKEncodedImageFormat.Jpeg)]
    [InlineData("image/png", SKEncodedImageFormat.Png)]
    [InlineData("image/webp", SKEncodedImageFormat.Webp)]
    public async Task A_picture_keeps_its_format_and_is_no_larger_than_it_is_shown(string contentType, SKEncodedImageFormat format)
    {
        var cleaned = await CleanAsync([.. Draw(format, 3000, 1500), .. "<script>behind the picture</script>"u8], contentType, longest: 1000);

        using var codec = SKCodec.Create(new MemoryStream(cleaned));
        (codec.EncodedFormat, codec.Info.Width, codec.Info.Height).ShouldBe((format, 1000, 500));
        Encoding.Latin1.GetString(cleaned).ShouldNotContain("script");
    }

    [Fact]
    public async Task A_picture_that_unpacks_to_gigabytes_is_refused_by_its_head()
    {
        var bomb = Draw(SKEncodedImageFormat.Png, 10, 10);
        BinaryPrimitives.WriteInt32BigEndian(bomb.AsSpan(16), 60_000);
        BinaryPrimitives.WriteInt32BigEndian(bomb.AsSpan(20), 60_000);
        BinaryPrimitives.WriteUInt32BigEndian(bomb.AsSpan(29), CrcOf(bomb.AsSpan(12, 17)));

        using var pictures = new SkiaPictures();
        var refusal = (await pictures.CleanAsync(new MemoryStream(bomb), "image/png", 1000, default)).Refusal.ShouldNotBeNull();

        refusal.Code.ShouldBe("files.too-many-pixels");
        refusal.Arguments.ShouldBe(["5000"]);
    }

    [Theory]
    [InlineData("image/jpeg")]
    [InlineData("image/png")]
    public async Task What_only_begins_like_a_picture_is_refused(string contentType)
    {
        var whole = Draw(contentType == "image/png" ? SKEncodedImageFormat.Png : SKEncodedImageFormat.Jpeg, 400, 200);

        using var pictures = new SkiaPictures();
        foreach (var broken in new[] { whole[..(whole.Length / 2)], whole[..12], "GIF89a"u8.ToArray() })
        {
            (await pictures.CleanAsync(new MemoryStream(broken), contentType, 1000, default)).Refusal!.Code.ShouldBe("files.broken-picture");
        }
    }

    private static async Task<byte[]> CleanAsync(byte[] picture, string contentType, int longest = 4096)
    {
        using var pictures = new SkiaPictures();
        await using var cleaned = (await pictures.CleanAsync(new MemoryStream(picture), contentType, longest, default)).Value.ShouldNotBeNull();
        using var bytes = new MemoryStream();
        await cleaned.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    // Red on the left, blue on the right.
    private static byte[] Draw(SKEncodedImageFormat format, int width, int height)
    {
        using var surface = SKSurface.Create(new SKImageInfo(width, height));
        surface.Canvas.Clear(SKColors.Blue);
        using var red = new SKPaint { Color = SKColors.Red };
        surface.Canvas.DrawRect(0, 0, width / 2f, height, red);
        using var image = surface.Snapshot();
        using var encoded = image.Encode(format, 95);
        return encoded.ToArray();
    }

    /// <summary>Behind the picture's first marker: one directory with its orientation, and a place as text.</summary>
    private static byte[] WithExif(byte[] jpeg, byte orientation)
    {
        byte[] directory = [.. "MM"u8, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0, .. "31.2304N 121.4737E"u8];
        byte[] exif = [.. "Exif\0\0"u8, .. directory];
        var length = exif.Length + 2;
        return [.. jpeg[..2], 0xFF, 0xE1, (byte)(length >> 8), (byte)length, .. exif, .. jpeg[2..]];
    }

    private static uint CrcOf(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
            }
        }

        return ~crc;
    }
}
