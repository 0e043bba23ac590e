using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Pinchang.Contracts.Documents;

namespace Pinchang.Domain.Documents;

/// <summary>What a document's Markdown says, as far as rules ask: its sections, and whether each is filled.</summary>
public static partial class DocumentText
{
    private const int LeastOfSection = 10;

    /// <summary>The required sections that are missing, blank, or hold 待定, 略 or an open place.</summary>
    public static string[] GapsOf(string markdown, IReadOnlyList<DocumentSection> required)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        var sections = SectionsOf(markdown);
        return
        [
            .. required.Select(section => section.Heading)
                .Where(heading => !sections.TryGetValue(heading, out var body) || body.Length < LeastOfSection || Open().IsMatch(body)),
        ];
    }

    /// <summary>What a signature is of.</summary>
    public static byte[] HashOf(string markdown) => SHA256.HashData(Encoding.UTF8.GetBytes(markdown));

    /// <summary>Line against line, by their longest common subsequence.</summary>
    public static DocumentLine[] Compare(string before, string after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var (old, now) = (before.ReplaceLineEndings("\n").Split('\n'), after.ReplaceLineEndings("\n").Split('\n'));
        var common = new int[old.Length + 1, now.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
        {
            for (var j = now.Length - 1; j >= 0; j--)
            {
                common[i, j] = old[i] == now[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        var lines = new List<DocumentLine>();
        for (int i = 0, j = 0; i < old.Length || j < now.Length;)
        {
            if (i < old.Length && j < now.Length && old[i] == now[j])
            {
                lines.Add(new(DocumentLineChange.Same, old[i++]));
                j++;
            }
            else if (i < old.Length && (j == now.Length || common[i + 1, j] >= common[i, j + 1]))
            {
                lines.Add(new(DocumentLineChange.Removed, old[i++]));
            }
            else
            {
                lines.Add(new(DocumentLineChange.Added, now[j++]));
            }
        }

        return [.. lines];
    }

    private static Dictionary<string, string> SectionsOf(string markdown)
    {
        var sections = new Dictionary<string, string>();
        string? heading = null;
        var body = new List<string>();
        foreach (var line in markdown.ReplaceLineEndings("\n").Split('\n').Append("## "))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                if (heading is not null)
                {
                    sections[heading] = string.Join("\n", body).Trim();
                }

                heading = line[3..].Trim();
                body.Clear();
            }
            else
            {
                body.Add(line);
            }
        }

        return sections;
    }

    // 略 alone stands for something left out; 战略 and 略有 do not.
    [GeneratedRegex(@"待定|待补|待填|待完善|【[^】]*填[^】]*】|_{3,}|…{2,}|X{3,}|(?i:\bto-?do\b)|(?m:^\s*[-*\d.、]*\s*略[。.]?\s*$)")]
    private static partial Regex Open();
}
