namespace MindMatrix.Language;

/// <summary>A word list whose entries match whole words only («cost» is not in «Costa»), phrases of several words included.</summary>
internal sealed class PhraseSet
{
    private readonly Dictionary<string, List<string[]>> _byFirst = new(StringComparer.Ordinal);

    /// <param name="phrases">In lower case, separated by commas; white space around them is ignored.</param>
    public PhraseSet(string phrases)
    {
        foreach (var phrase in phrases.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var words = phrase.Split([' ', '-', '\n'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0)
                continue;
            if (!_byFirst.TryGetValue(words[0], out var entries))
                _byFirst[words[0]] = entries = [];
            entries.Add(words);
        }
        // The longest first, so that «sign off» is found before «sign».
        foreach (var entries in _byFirst.Values)
            entries.Sort((a, b) => b.Length - a.Length);
    }

    /// <summary>How many words the longest entry that starts at word <paramref name="at"/> has; 0 for none.</summary>
    public int LengthAt(Words words, int at)
    {
        if (!_byFirst.TryGetValue(words.Lower(at), out var entries))
            return 0;
        foreach (var entry in entries)
        {
            var n = 1;
            while (n < entry.Length && words.Lower(at + n) == entry[n])
                n++;
            if (n == entry.Length)
                return n;
        }
        return 0;
    }

    public bool HasWord(string lower) => _byFirst.TryGetValue(lower, out var entries) && entries[^1].Length == 1;

    /// <summary>Every place where an entry stands, in order.</summary>
    public IEnumerable<TextSpan> In(Words words, int from = 0, int? to = null)
    {
        for (var i = from; i < (to ?? words.Count); i++)
        {
            if (LengthAt(words, i) is var n and > 0)
            {
                yield return new TextSpan(words[i].Start, words[i + n - 1].End);
                i += n - 1;
            }
        }
    }

    public bool IsIn(Words words, TextSpan within)
    {
        var (from, to) = words.Range(within);
        return In(words, from, to).Any();
    }

    public bool IsIn(Words words) => In(words).Any();

    /// <summary>How many different entries stand in the text.</summary>
    public int Distinct(Words words) =>
        In(words).Select(span => span.In(words.Text).ToLowerInvariant()).Distinct(StringComparer.Ordinal).Count();
}
