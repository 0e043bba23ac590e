using System.Buffers.Binary;
using System.Diagnostics;

namespace Pinchang.Faults.Clients;

/// <summary>A real H.264 stream in fragments of one second, made by ffmpeg: what a browser's camera would send.</summary>
internal sealed record SyntheticPicture(byte[] Init, IReadOnlyList<byte[]> Fragments)
{
    public static async Task<SyntheticPicture> MakeAsync(int seconds)
    {
        var file = Path.Combine(Path.GetTempPath(), $"pinchang-picture-{Guid.CreateVersion7():N}.mp4");
        try
        {
            using var ffmpeg = Process.Start(new ProcessStartInfo("ffmpeg",
            [
                "-hide_banner", "-loglevel", "error", "-f", "lavfi", "-i", $"testsrc=size=320x180:rate=15:duration={seconds}",
                "-c:v", "libx264", "-profile:v", "baseline", "-pix_fmt", "yuv420p", "-g", "15", "-keyint_min", "15", "-sc_threshold", "0",
                "-movflags", "frag_keyframe+empty_moov+default_base_moof", "-y", file,
            ]))!;
            await ffmpeg.WaitForExitAsync();
            return Split(await File.ReadAllBytesAsync(file));
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new InvalidOperationException("The room's faults need ffmpeg, to make a picture.");
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static SyntheticPicture Split(byte[] bytes)
    {
        var init = new List<byte>();
        var fragments = new List<byte[]>();
        var fragment = new List<byte>();
        for (var at = 0; at < bytes.Length;)
        {
            var size = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at));
            var kind = System.Text.Encoding.ASCII.GetString(bytes, at + 4, 4);
            var box = bytes.AsSpan(at, size).ToArray();
            at += size;
            switch (kind)
            {
                case "ftyp" or "moov":
                    init.AddRange(box);
                    break;
                case "moof":
                    fragment = [.. box];
                    break;
                case "mdat":
                    fragment.AddRange(box);
                    fragments.Add([.. fragment]);
                    break;
            }
        }

        return new SyntheticPicture([.. init], fragments);
    }
}
