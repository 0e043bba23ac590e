using System.Globalization;
using System.Text;
using Pinchang.Domain.Media;

namespace Pinchang.Api.Media.Hls;

/// <summary>Writes HLS media playlists over a recording's own fragments.</summary>
internal static class Playlist
{
    public const string ContentType = "application/vnd.apple.mpegurl";

    /// <summary>Milliseconds; a segment ends at the first keyframe after this.</summary>
    public const long SegmentLength = 1_900;

    private const int LiveWindow = 6;

    /// <param name="folder">Where segments and init segments are, relative to the playlist.</param>
    public static string Write(RecordingIndex index, bool ended, string folder)
    {
        var segments = SegmentPlan.Cut(index, SegmentLength, ended);
        var first = ended ? 0 : Math.Max(0, segments.Count - LiveWindow);
        var text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-INDEPENDENT-SEGMENTS\n");
        var longest = segments.Skip(first).Select(segment => segment.Duration).DefaultIfEmpty(SegmentLength).Max();
        Line(text, $"#EXT-X-TARGETDURATION:{(longest + 999) / 1000}");
        Line(text, $"#EXT-X-MEDIA-SEQUENCE:{first}");
        Line(text, $"#EXT-X-DISCONTINUITY-SEQUENCE:{segments.Take(first).Count(segment => segment.AfterBreak)}");
        if (ended)
        {
            text.Append("#EXT-X-PLAYLIST-TYPE:VOD\n");
        }

        var part = 0;
        foreach (var segment in segments.Skip(first))
        {
            if (segment.AfterBreak)
            {
                text.Append("#EXT-X-DISCONTINUITY\n");
            }

            if (segment.Part != part)
            {
                part = segment.Part;
                Line(text, $"#EXT-X-MAP:URI=\"{folder}init-{part}.mp4\"");
            }

            // The date is the media time, counted from 1970: players tell it for the picture shown, and cards are timed by it.
            Line(text, $"#EXT-X-PROGRAM-DATE-TIME:{DateTimeOffset.FromUnixTimeMilliseconds(segment.MediaTime):yyyy-MM-ddTHH:mm:ss.fffZ}");
            Line(text, $"#EXTINF:{segment.Duration / 1000m:F3},");
            Line(text, $"{folder}{segment.Number}.m4s");
        }

        if (ended)
        {
            text.Append("#EXT-X-ENDLIST\n");
        }

        return text.ToString();
    }

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
