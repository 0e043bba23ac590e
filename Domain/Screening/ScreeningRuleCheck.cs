using System.Text.RegularExpressions;
using Pinchang.Contracts;
using Pinchang.Contracts.Screening;

namespace Pinchang.Domain.Screening;

/// <summary>What a rule must be before it is kept: readable, of a known clause, and true of its own example.</summary>
public static partial class ScreeningRuleCheck
{
    private const int MostPatterns = 60;
    private const int LongestPattern = 800;
    private const int MostWords = 400;
    private const int LongestWord = 30;
    private const int LongestId = 60;
    private const int LongestName = 40;
    private const int LongestClause = 40;
    private const int LongestExample = 200;

    public static Refusal? Of(ScreeningRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return (IdForm().IsMatch(rule.Id) && rule.Id.Length <= LongestId ? null : ScreeningDeskRefusals.BadId.On("id"))
            ?? WrittenText.Check(rule.Name, LongestName, "name", required: true)
            ?? WrittenText.Check(rule.Clause, LongestClause, "clause", required: true)
            ?? (ClauseForm().IsMatch(rule.Clause) ? null : ScreeningDeskRefusals.BadClause.On("clause"))
            ?? (rule.Patterns.Count == 0 ? CommonRefusals.Required.On("patterns") : null)
            ?? WrittenText.CheckAll([.. rule.Patterns], MostPatterns, LongestPattern, "patterns")
            ?? Words(rule.Unless, "unless")
            ?? Words(rule.UnlessThen, "unlessThen")
            ?? Words(rule.Harmless, "harmless")
            ?? WrittenText.Check(rule.Example, LongestExample, "example", required: true)
            ?? Unreadable(rule)
            ?? (new RuleBook([rule]).Read(rule.Example).Count > 0 ? null : ScreeningDeskRefusals.ExampleMissed.On("example"));
    }

    /// <summary>How a rule stands to the one of the same id in another edition.</summary>
    public static ScreeningRuleChange ChangeOf(ScreeningRule? rule, ScreeningRule? before) =>
        rule is null ? ScreeningRuleChange.Removed
        : before is null ? ScreeningRuleChange.Added
        : Same(rule, before) ? ScreeningRuleChange.Same
        : ScreeningRuleChange.Changed;

    public static bool SameRules(IReadOnlyList<ScreeningRule> rules, IReadOnlyList<ScreeningRule> others)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(others);
        var byId = others.ToDictionary(rule => rule.Id);
        return rules.Count == others.Count && rules.All(rule => byId.TryGetValue(rule.Id, out var other) && Same(rule, other));
    }

    private static bool Same(ScreeningRule one, ScreeningRule other) =>
        (one.Id, one.Name, one.Clause, one.Severity, one.Example) == (other.Id, other.Name, other.Clause, other.Severity, other.Example)
        && one.Patterns.SequenceEqual(other.Patterns) && one.Unless.SequenceEqual(other.Unless)
        && one.UnlessThen.SequenceEqual(other.UnlessThen) && one.Harmless.SequenceEqual(other.Harmless);

    /// <summary>A word of which nothing is left when it is folded would stand everywhere.</summary>
    private static Refusal? Words(IReadOnlyList<string> words, string field) =>
        WrittenText.CheckAll([.. words], MostWords, LongestWord, field)
        ?? (words.FirstOrDefault(word => ScreenedText.Of(word).Folded.Length == 0) is { } empty ? ScreeningDeskRefusals.PatternUnreadable.With(empty).On(field) : null);

    private static Refusal? Unreadable(ScreeningRule rule) =>
        RuleBook.Faults([rule]).Select(fault => ScreeningDeskRefusals.PatternUnreadable.With(fault.Fault).On("patterns")).FirstOrDefault();

    [GeneratedRegex("^[a-z][a-z-]*\\.[a-z][a-z-]*$")]
    private static partial Regex IdForm();

    [GeneratedRegex("^(LH|JF|EX)-[0-9]")]
    private static partial Regex ClauseForm();
}
