using System.Text.RegularExpressions;

namespace Pinchang.Architecture.Tests;

public sealed partial class StandardsTraceTests
{
    [Fact]
    public void The_trace_is_current()
    {
        var expected = StandardsTrace.Write(StandardsTrace.Read());
        var file = Path.Combine(Repository.Root, StandardsTrace.Path);
        if (Environment.GetEnvironmentVariable("UPDATE_TRACE") == "1")
        {
            File.WriteAllText(file, expected);
        }

        File.ReadAllText(file).ReplaceLineEndings("\n").ShouldBe(expected, $"run UPDATE_TRACE=1 dotnet test tests/Architecture, and commit {StandardsTrace.Path}");
    }

    [Fact]
    public void Each_clause_works_in_a_file_that_exists()
    {
        StandardsTrace.Read().Where(row => !File.Exists(Path.Combine(Repository.Root, row.At))).ShouldBeEmpty();
    }

    [Fact]
    public void Each_clause_is_named_as_the_standards_name_it()
    {
        StandardsTrace.Read().Where(row => !ClauseId().IsMatch(row.Clause)).ShouldBeEmpty();
    }

    [GeneratedRegex(@"^(LH-\d+(\.\d+)*[a-f]?|JF-(\d+(\.\d+)*(-\w+)?[a-d]?|fair)|EX-\d+(\.\d+)*(-[\w-]+)?)$")]
    private static partial Regex ClauseId();
}
