using Pinchang.Domain.Screening;
using Xunit.Abstractions;

namespace Pinchang.Domain.Tests.Screening;

/// <summary>The published examples, half of which only look harmful: precision and recall are printed and held.</summary>
public sealed class PublishedExamplesTests(ITestOutputHelper output)
{
    private const string Harmless = "-";

    private static readonly (string Rule, string Text)[] Examples =
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Screening", "examples.tsv"))
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split('\t'))
            .Select(parts => (parts[0], parts[1])),
    ];

    [Fact]
    [Clause("LH-5.1.3c", at: "Domain/Screening/ScreeningRules.Discrimination.cs")]
    [Clause("JF-7.2", at: "Domain/Screening/ScreeningRules.cs")]
    public void Precision_and_recall_hold_on_the_published_examples()
    {
        var judged = Examples.Select(example => (example.Rule, example.Text, Met: Screener.Read(example.Text).Select(hit => hit.Rule.Id).ToHashSet())).ToArray();
        var (right, wrong, missed) = (0, 0, 0);
        foreach (var (rule, text, met) in judged)
        {
            right += met.Contains(rule) ? 1 : 0;
            // A rule of another kind says something untrue of the text, whether or not its own rule met it too.
            var others = met.Where(id => rule == Harmless || KindOf(id) != KindOf(rule)).ToArray();
            wrong += others.Length > 0 ? 1 : 0;
            if (others.Length > 0)
            {
                output.WriteLine($"wrongly held: {text} ({string.Join(", ", others)})");
            }

            if (rule != Harmless && !met.Contains(rule))
            {
                missed++;
                output.WriteLine($"missed {rule}: {text} ({string.Join(", ", met)})");
            }
        }

        var (precision, recall) = (right / (double)(right + wrong), right / (double)(right + missed));
        output.WriteLine($"{judged.Length} examples: precision {precision:P1}, recall {recall:P1}");
        precision.ShouldBeGreaterThanOrEqualTo(0.97);
        recall.ShouldBeGreaterThanOrEqualTo(0.97);
    }

    [Fact]
    public void No_rule_misses_more_than_one_of_its_own_examples() => Examples
        .Where(example => example.Rule != Harmless)
        .GroupBy(example => example.Rule)
        .Where(rule => rule.Count(example => !Screener.Read(example.Text).Any(hit => hit.Rule.Id == rule.Key)) > 1)
        .Select(rule => rule.Key)
        .ShouldBeEmpty();

    [Fact]
    public void There_are_enough_of_them_and_half_are_harmless()
    {
        Examples.Length.ShouldBeGreaterThanOrEqualTo(300);
        Examples.Select(example => example.Text).ShouldBeUnique();
        (Examples.Count(example => example.Rule == Harmless) / (double)Examples.Length).ShouldBeInRange(0.45, 0.6);
        Examples.Where(example => example.Rule != Harmless).Select(example => example.Rule).Distinct()
            .ShouldBe(ScreeningRules.All.Select(rule => rule.Id), ignoreOrder: true);
    }

    private static string KindOf(string rule) => rule.Split('.')[0];
}
