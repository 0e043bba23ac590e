namespace Pinchang.Domain.Screening;

/// <summary>Rules made ready to be held against texts. Immutable; a changed rule is a new book.</summary>
public sealed class RuleBook
{
    /// <summary>How far before a hit a word may stand that turns it round.</summary>
    private const int LookBack = 8;

    private const int LookAhead = 12;

    private readonly WordAutomaton _automaton;
    private readonly ReadyRule[] _rules;

    /// <exception cref="ArgumentException">A pattern cannot be read; <see cref="Faults"/> says so beforehand.</exception>
    public RuleBook(IReadOnlyList<ScreeningRule> rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var words = new WordList();
        _rules = [.. rules.Select(rule => ReadyRule.Of(rule, words))];
        _automaton = new WordAutomaton(words.Words);
    }

    public IEnumerable<ScreeningRule> Rules => _rules.Select(ready => ready.Rule);

    /// <summary>The patterns that cannot be read, with the piece that is wrong.</summary>
    public static IEnumerable<(string RuleId, string Pattern, string Fault)> Faults(IEnumerable<ScreeningRule> rules) =>
        from rule in rules
        from pattern in rule.Patterns
        let fault = ScreeningPattern.Parse(pattern, out var wrong) is null ? wrong : null
        where fault is not null
        select (rule.Id, pattern, fault);

    /// <summary>All that the rules say of a text, rule by rule, in the order in which it stands.</summary>
    public IReadOnlyList<ScreeningHit> Read(string text)
    {
        var screened = ScreenedText.Of(text);
        var places = _automaton.Find(screened.Folded).Where(place => screened.ReadsAsOneWord(place.Start, place.End)).ToLookup(place => place.Word, place => new TextSpan(place.Start, place.End));
        var signs = TextSigns.All.ToDictionary(sign => sign, sign => new Lazy<TextSpan[]>(() => [.. TextSigns.Find(sign, screened)]));
        var hits = new List<ScreeningHit>();
        foreach (var ready in _rules)
        {
            var end = -1;
            foreach (var hit in ready.Hits(screened, places, signs).OrderBy(hit => hit.Start).ThenByDescending(hit => hit.End))
            {
                if (hit.Start >= end)
                {
                    var place = screened.OriginalSpan(hit.Start, hit.End);
                    hits.Add(new(ready.Rule, text[place.Start..place.End], place));
                    end = hit.End;
                }
            }
        }

        return hits;
    }

    /// <summary>The numbers under which the automaton knows the words of all rules.</summary>
    private sealed class WordList
    {
        private readonly Dictionary<string, int> _numbers = [];

        public List<string> Words { get; } = [];

        public int[] NumbersOf(IEnumerable<string> words) =>
            [.. words.SelectMany(word => LookAlikes.SpellingsOf(ScreenedText.Of(word).Folded)).Distinct().Select(NumberOf)];

        private int NumberOf(string word)
        {
            if (!_numbers.TryGetValue(word, out var number))
            {
                number = _numbers[word] = Words.Count;
                Words.Add(word);
            }

            return number;
        }
    }

    private sealed record ReadyGroup(int[] Words, string[] Signs, int Gap);

    private sealed record ReadyPattern(ReadyGroup[] Groups, bool Inexcusable);

    private sealed record ReadyRule(ScreeningRule Rule, ReadyPattern[] Patterns, int[] Unless, int[] UnlessThen, int[] Harmless)
    {
        public static ReadyRule Of(ScreeningRule rule, WordList words) => new(
            rule,
            [.. rule.Patterns.Select(text => Of(rule, text, words))],
            words.NumbersOf(rule.Unless),
            words.NumbersOf(rule.UnlessThen),
            words.NumbersOf(rule.Harmless));

        public IEnumerable<TextSpan> Hits(
            ScreenedText text, ILookup<int, TextSpan> places, IReadOnlyDictionary<string, Lazy<TextSpan[]>> signs)
        {
            var harmless = new Lazy<TextSpan[]>(() => PlacesOf(Harmless, places));
            foreach (var pattern in Patterns.Where(pattern => pattern.Groups.All(group => group.Signs.Length > 0 || group.Words.Any(places.Contains))))
            {
                var groups = Array.ConvertAll(pattern.Groups, group => PlacesOf(group, places, signs, harmless.Value));
                foreach (var first in groups[0])
                {
                    if (Follow(text, pattern, groups, 1, first) is { } hit && (pattern.Inexcusable || !IsTurnedRound(text, places, hit)))
                    {
                        yield return hit;
                    }
                }
            }
        }

        private static ReadyPattern Of(ScreeningRule rule, string text, WordList words)
        {
            var pattern = ScreeningPattern.Parse(text, out var fault)
                ?? throw new ArgumentException($"Rule {rule.Id}: '{text}' cannot be read at '{fault}'.", nameof(text));
            return new(
                [
                    .. pattern.Groups.Select(group => new ReadyGroup(
                        words.NumbersOf(group.Words.Where(word => !word.StartsWith('#'))),
                        [.. group.Words.Where(word => word.StartsWith('#'))],
                        group.Gap)),
                ],
                pattern.Inexcusable);
        }

        private static TextSpan[] PlacesOf(int[] words, ILookup<int, TextSpan> places) => [.. words.SelectMany(word => places[word])];

        private static TextSpan[] PlacesOf(
            ReadyGroup group, ILookup<int, TextSpan> places, IReadOnlyDictionary<string, Lazy<TextSpan[]>> signs, TextSpan[] harmless) =>
            [
                .. PlacesOf(group.Words, places).Concat(group.Signs.SelectMany(sign => signs[sign].Value))
                    .Where(place => !harmless.Any(whole => whole.Start <= place.Start && place.End <= whole.End)),
            ];

        /// <summary>The shortest way through the groups behind the first; null when there is none.</summary>
        private static TextSpan? Follow(ScreenedText text, ReadyPattern pattern, TextSpan[][] groups, int index, TextSpan sofar)
        {
            if (index == groups.Length)
            {
                return sofar;
            }

            TextSpan? best = null;
            foreach (var next in groups[index])
            {
                if (next.Start >= sofar.End && next.Start - sofar.End <= pattern.Groups[index].Gap && text.InOneSentence(sofar.Start, next.Start)
                    && Follow(text, pattern, groups, index + 1, sofar with { End = next.End }) is { } hit && (best is null || hit.End < best.Value.End))
                {
                    best = hit;
                }
            }

            return best;
        }

        private bool IsTurnedRound(ScreenedText text, ILookup<int, TextSpan> places, TextSpan hit) =>
            PlacesOf(Unless, places).Any(word =>
                word.Start < hit.End && hit.Start - word.End <= LookBack && text.InOneClause(word.Start, hit.End - 1))
            || PlacesOf(UnlessThen, places).Any(word =>
                word.Start >= hit.Start && word.Start - hit.End <= LookAhead && word.End > hit.End && text.InOneSentence(hit.Start, word.Start));
    }
}
