namespace MindMatrix.Language;

/// <summary>
/// The text cut into words, sentences and lines, once; every extractor reads from here.
/// All of it is one pass over the characters: no pattern that could be made to run long by hostile input.
/// </summary>
internal sealed class Words
{
    private static readonly HashSet<string> Abbreviations = new(StringComparer.Ordinal)
    {
        "mr", "mrs", "ms", "dr", "prof", "st", "no", "nr", "vs", "approx", "ca", "ref", "tel", "inc", "ltd", "est", "incl", "excl", "max", "min", "p", "e", "i",
    };

    private readonly List<Word> _words = [];
    private readonly List<TextSpan> _sentences = [];

    public Words(string text)
    {
        Text = text;
        CutWords();
        CutSentences();
    }

    public string Text { get; }

    public int Count => _words.Count;

    public Word this[int index] => _words[index];

    /// <summary>Sentences and lines in order; trimmed, none empty.</summary>
    public IReadOnlyList<TextSpan> Sentences => _sentences;

    /// <summary>The word at <paramref name="index"/> in lower case, or nothing beyond either end.</summary>
    public string Lower(int index) => index >= 0 && index < _words.Count ? _words[index].Lower : "";

    /// <summary>The characters between word <paramref name="index"/> and the next.</summary>
    public ReadOnlySpan<char> Gap(int index)
    {
        if (index < 0)
            return _words.Count == 0 ? Text : Text.AsSpan(0, _words[0].Start);
        var end = index + 1 < _words.Count ? _words[index + 1].Start : Text.Length;
        return index < _words.Count ? Text.AsSpan(_words[index].End, end - _words[index].End) : [];
    }

    /// <summary>True when only white space stands between word <paramref name="index"/> and the next.</summary>
    public bool Adjoins(int index) => index >= 0 && index + 1 < _words.Count && Gap(index).IsWhiteSpace() && !Gap(index).Contains('\n');

    /// <summary>The index of the first word that starts at or after <paramref name="position"/>.</summary>
    public int FirstFrom(int position)
    {
        int low = 0, high = _words.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_words[middle].Start < position)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    /// <summary>The sentence that holds <paramref name="position"/>; the nearest before it when it stands between two.</summary>
    public TextSpan SentenceAt(int position)
    {
        int low = 0, high = _sentences.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_sentences[middle].Start <= position)
                low = middle + 1;
            else
                high = middle;
        }
        return _sentences.Count == 0 ? new TextSpan(0, 0) : _sentences[Math.Max(0, low - 1)];
    }

    /// <summary>The words inside <paramref name="span"/> as a half-open range of indices.</summary>
    public (int From, int To) Range(TextSpan span)
    {
        var from = FirstFrom(span.Start);
        var to = FirstFrom(span.End);
        return (from, to > from && _words[to - 1].End > span.End ? to - 1 : to);
    }

    private void CutWords()
    {
        var i = 0;
        while (i < Text.Length)
        {
            if (!char.IsLetterOrDigit(Text[i]))
            {
                i++;
                continue;
            }
            var start = i;
            while (i < Text.Length && (char.IsLetterOrDigit(Text[i]) || (IsApostrophe(Text[i]) && i + 1 < Text.Length && char.IsLetter(Text[i + 1]) && char.IsLetter(Text[i - 1]))))
                i++;
            _words.Add(new Word(Text[start..i].ToLowerInvariant().Replace('’', '\''), new TextSpan(start, i)));
        }
    }

    private void CutSentences()
    {
        var start = 0;
        for (var i = 0; i < Text.Length; i++)
        {
            if (Text[i] is '\n' or '\r' || (Text[i] == '|' && i > 0 && Text[i - 1] == ' '))
                Close(i, i + 1);
            else if (Text[i] is '.' or '!' or '?' && (i + 1 == Text.Length || char.IsWhiteSpace(Text[i + 1])) && !(Text[i] == '.' && AfterAbbreviation(i)))
                Close(i + 1, i + 1);
        }
        Close(Text.Length, Text.Length);

        void Close(int end, int next)
        {
            var span = Trim(new TextSpan(start, end));
            if (span.Length > 0)
                _sentences.Add(span);
            start = next;
        }
    }

    private bool AfterAbbreviation(int dot)
    {
        var start = dot;
        while (start > 0 && char.IsLetter(Text[start - 1]) && dot - start < 8)
            start--;
        // «the 1st.» ends a sentence, «St. Mary» does not.
        return start < dot && !(start > 0 && char.IsDigit(Text[start - 1])) && Abbreviations.Contains(Text[start..dot].ToLowerInvariant());
    }

    /// <summary><paramref name="span"/> without white space at its ends.</summary>
    public TextSpan Trim(TextSpan span)
    {
        var (start, end) = (span.Start, span.End);
        while (start < end && char.IsWhiteSpace(Text[start]))
            start++;
        while (end > start && char.IsWhiteSpace(Text[end - 1]))
            end--;
        return new TextSpan(start, end);
    }

    private static bool IsApostrophe(char c) => c is '\'' or '’';
}
