namespace Pinchang.Domain.Screening;

/// <summary>
/// Finds all words of a list in one pass over a text, whatever their number (Aho and Corasick, 1975): a tree of the words, and from
/// each node a link to the longest word beginning that ends there too.
/// </summary>
public sealed class WordAutomaton
{
    private readonly List<Node> _nodes = [new()];

    public WordAutomaton(IReadOnlyList<string> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        for (var word = 0; word < words.Count; word++)
        {
            Add(words[word], word);
        }

        Link();
    }

    /// <summary>Every place where a word of the list stands, overlapping ones too, by where they end.</summary>
    public IEnumerable<WordPlace> Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var at = 0;
        for (var i = 0; i < text.Length; i++)
        {
            at = Step(at, text[i]);
            for (var node = at; node > 0; node = _nodes[node].NextEnding)
            {
                foreach (var (word, length) in _nodes[node].Words)
                {
                    yield return new(word, i + 1 - length, i + 1);
                }
            }
        }
    }

    private void Add(string word, int index)
    {
        var at = 0;
        foreach (var letter in word)
        {
            if (!_nodes[at].Next.TryGetValue(letter, out var next))
            {
                next = _nodes.Count;
                _nodes[at].Next[letter] = next;
                _nodes.Add(new());
            }

            at = next;
        }

        _nodes[at].Words.Add((index, word.Length));
    }

    private void Link()
    {
        var waiting = new Queue<int>(_nodes[0].Next.Values);
        while (waiting.TryDequeue(out var at))
        {
            var node = _nodes[at];
            node.NextEnding = _nodes[node.Fallback].Words.Count > 0 ? node.Fallback : _nodes[node.Fallback].NextEnding;
            foreach (var (letter, child) in node.Next)
            {
                _nodes[child].Fallback = Step(node.Fallback, letter);
                waiting.Enqueue(child);
            }
        }
    }

    private int Step(int at, char letter)
    {
        while (true)
        {
            if (_nodes[at].Next.TryGetValue(letter, out var next))
            {
                return next;
            }

            if (at == 0)
            {
                return 0;
            }

            at = _nodes[at].Fallback;
        }
    }

    private sealed class Node
    {
        public Dictionary<char, int> Next { get; } = [];

        public List<(int Word, int Length)> Words { get; } = [];

        public int Fallback { get; set; }

        /// <summary>The nearest node along the fallbacks where a word ends; 0 when there is none.</summary>
        public int NextEnding { get; set; }
    }
}

/// <param name="Word">Its number in the list.</param>
public readonly record struct WordPlace(int Word, int Start, int End);
