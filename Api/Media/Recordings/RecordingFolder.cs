using System.Globalization;
using Pinchang.Domain.Media;

namespace Pinchang.Api.Media.Recordings;

/// <summary>Where recordings lie: <c>recordings/yyyy/mm/session.mp4</c>, further parts as <c>session.2.mp4</c>.</summary>
internal sealed class RecordingFolder(string root)
{
    public static string PathFor(Guid sessionId, DateTimeOffset begunAt) =>
        string.Create(CultureInfo.InvariantCulture, $"{begunAt.UtcDateTime:yyyy}/{begunAt.UtcDateTime:MM}/{sessionId}.mp4");

    public string PartPath(string path, int part)
    {
        var whole = Path.Combine(root, path);
        return part == 1 ? whole : Path.ChangeExtension(whole, string.Create(CultureInfo.InvariantCulture, $".{part}.mp4"));
    }

    /// <summary>Reads all parts from disk. What follows the last whole fragment of a part is not counted.</summary>
    public RecordingIndex Read(string path)
    {
        var index = RecordingIndex.Empty;
        for (var part = 1; File.Exists(PartPath(path, part)); part++)
        {
            using var file = new FileStream(PartPath(path, part), FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16, FileOptions.SequentialScan);
            if (RecordingScan.Read(file, part) is not { } found)
            {
                break;
            }

            index = new RecordingIndex([.. index.Parts, found.Part], [.. index.Fragments, .. found.Fragments], [.. index.Gaps, .. found.Gaps]);
        }

        return index;
    }
}
