using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Pinchang.Architecture.Tests;

/// <summary>Reads the <c>[Clause]</c> attributes of all tests and writes the table of clauses from them.</summary>
internal static partial class StandardsTrace
{
    public const string Path = "docs/standards-trace.md";

    public sealed record Row(string Clause, string At, string Test);

    public static Row[] Read() =>
        [.. Repository.Files("*.cs").Where(path => path.StartsWith("tests/", StringComparison.Ordinal)).SelectMany(RowsOf)];

    public static string Write(IEnumerable<Row> rows)
    {
        var text = new StringBuilder();
        text.Append(
            """
            # Standards trace

            Clause → where it works → the test that shows it. Generated from the `[Clause]` attributes of the tests by
            `tests/Architecture` (`UPDATE_TRACE=1 dotnet test tests/Architecture`); a test fails when it is not current.
            `LH` live hiring, `JF` online job fairs, `EX` online recruitment examinations.

            | clause | works in | shown by |
            | --- | --- | --- |

            """);
        foreach (var row in rows.OrderBy(row => row.Clause, StringComparer.Ordinal).ThenBy(row => row.Test, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {row.Clause} | `{row.At}` | {row.Test} |\n");
        }

        return text.ToString().ReplaceLineEndings("\n");
    }

    private static IEnumerable<Row> RowsOf(string path)
    {
        var source = Repository.Read(path);
        foreach (Match match in ClausePattern().Matches(source))
        {
            // The attribute stands above the method or the class that it speaks of.
            var name = NamePattern().Match(source, match.Index + match.Length);
            var type = System.IO.Path.GetFileNameWithoutExtension(path);
            var method = name.Groups["method"].Success ? $"{type}.{name.Groups["method"].Value}" : name.Groups["type"].Value;
            yield return new Row(match.Groups["id"].Value, match.Groups["at"].Value, method);
        }
    }

    [GeneratedRegex("""^\s*\[Clause\(\s*"(?<id>[^"]+)"\s*,\s*(?:at:\s*)?"(?<at>[^"]+)"\s*\)\]""", RegexOptions.Multiline)]
    private static partial Regex ClausePattern();

    [GeneratedRegex("""public\s+(?:async\s+)?(?:sealed\s+class\s+(?<type>\w+)|(?:static\s+)?(?:void|Task|ValueTask)\s+(?<method>\w+)\s*\()""")]
    private static partial Regex NamePattern();
}
