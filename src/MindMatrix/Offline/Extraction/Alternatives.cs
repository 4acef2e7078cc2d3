using MindMatrix.Language;

namespace MindMatrix.Offline.Extraction;

/// <summary>Takes one sentence apart at «or», «vs», « / » and «between … and» into the options it sets against each other.</summary>
internal static class Alternatives
{
    // An «or» with which no alternative begins.
    private static readonly PhraseSet NotOr = new("or so, or less, or more, or not, or two, or something, or whatever, or anything, or later, or earlier, or better, or worse, or even, or at least, or any, or similar, or three, or else, or else what, or am i, or is it, or what, or not yet, or you, or they, or he, or she, or nothing, or else it, or it's");

    // Opens a list of ways within a sentence; what stands before it is talk.
    private static readonly PhraseSet Openers = new("""
        either, should we, should i, shall we, shall i, we can, i can, we could, i could, could, whether to, whether, do we, do i, options are, between, choose between, choices, might, we might, i might,
        can either, thinking of, tempted to
        """);

    // Where a reason or a date begins, the option has ended.
    private static readonly PhraseSet Ends = new("because, but, which, who, since, so that, needs, says, said, asap, till, until, unless, although, by monday, by tuesday, by wednesday, by thursday, by friday, as in");

    /// <returns>The options in the order of the text, and whether a word or a colon opened the list.</returns>
    public static (List<OptionMention> Options, bool Opened) Read(Words words, TextSpan sentence, bool heading)
    {
        var marks = Marks(words, sentence, heading);
        var options = new List<OptionMention>();
        if (marks.Count == 0)
            return (options, false);
        var (left, opened) = Left(words, new TextSpan(sentence.Start, marks[0].Start));
        foreach (var part in left)
            Add(part);
        for (var m = 0; m < marks.Count; m++)
        {
            var end = m + 1 < marks.Count ? marks[m + 1].Start : sentence.End;
            if (end > marks[m].End)
                Add(Right(words, new TextSpan(marks[m].End, end), m + 1 < marks.Count));
        }
        return (options, opened);

        void Add(TextSpan part)
        {
            if (OptionPhrase.Read(words, part, options.Count > 0 ? options[0] : null) is { } option && options.All(o => !string.Equals(o.Own, option.Own, StringComparison.OrdinalIgnoreCase)))
                options.Add(option);
        }
    }

    private static List<TextSpan> Marks(Words words, TextSpan sentence, bool heading)
    {
        var (from, to) = words.Range(sentence);
        var marks = new List<TextSpan>();
        for (var i = from; i < to && marks.Count < 6; i++)
        {
            if (words.Lower(i) is "vs" or "versus" || (words.Lower(i) == "v" && i > from && heading))
                marks.Add(words[i].Span);
            // «year 4 or 5» gives a range.
            else if (words.Lower(i) == "or" && i > from && NotOr.LengthAt(words, i) == 0 && !(char.IsAsciiDigit(words.Lower(i - 1)[0]) && words.Lower(i + 1) is [>= '0' and <= '9', ..]))
                marks.Add(words[i].Span);
            else if (words.Lower(i) == "between" && And(words, i + 1, to) is { } and)
                marks.Add(words[and].Span);
            else if (i + 1 < to && words.Gap(i) is " / ")
                marks.Add(new TextSpan(words[i].End + 1, words[i].End + 2));
        }
        return marks;
    }

    private static int? And(Words words, int from, int to)
    {
        for (var i = from; i < Math.Min(to, from + 12); i++)
        {
            if (words.Lower(i) == "and")
                return i;
        }
        return null;
    }

    /// <summary>Before the first «or»: the last clause, or the members of a comma list back to where it opens.</summary>
    private static (List<TextSpan> Members, bool Opened) Left(Words words, TextSpan span)
    {
        var start = span.Start;
        var opened = false;
        for (var i = span.Start; i < span.End; i++)
        {
            var c = words.Text[i];
            if (c is ':' or ';' or '—' || (c == '(' && words.Text.IndexOf(')', i, span.End - i) < 0) || (c is '–' or '-' && i > span.Start && words.Text[i - 1] == ' '))
            {
                if (words.Range(new TextSpan(i + 1, span.End)) is var (a, b) && b > a)
                    (start, opened) = (i + 1, c == ':');
            }
        }
        var (from, to) = words.Range(new TextSpan(start, span.End));
        foreach (var opener in Openers.In(words, from, to))
        {
            // The last opener, but never so late that nothing is left of the first option.
            if (words.FirstFrom(opener.End) < to)
                (start, opened) = (opener.End, true);
        }
        var members = Split(words.Text, new TextSpan(start, span.End)).Where(s => words.Range(s) is var (a, b) && b > a).ToList();
        if (members.Count <= 1 || opened)
            return ([.. members.Take(OptionExtractor.Most)], opened);
        // Without an opener only a real list («A, B, or C») reaches back over commas, and only over short members.
        var oxford = words.Text.AsSpan(start, span.End - start).TrimEnd().EndsWith(",");
        var back = members.Count - 1;
        while (back > 0 && members.Count - back < 3 && Short(members[back - 1]) && Short(members[back]) && (oxford || members.Count > 2 || Short(members[back], 3)))
            back--;
        return ([.. members.Skip(back)], false);

        bool Short(TextSpan s, int most = 7) => words.Range(s) is var (a, b) && b - a <= most;
    }

    /// <summary>Behind an «or»: up to where the option's clause ends.</summary>
    /// <param name="more">Another «or» follows, so that a comma does not end the option.</param>
    public static TextSpan Right(Words words, TextSpan span, bool more)
    {
        var end = span.End;
        for (var i = span.Start; i < end; i++)
        {
            var c = words.Text[i];
            if (c is ';' or ':' or '(' or '?' or '—' or '|' || (c is '–' or '-' && i > span.Start && words.Text[i - 1] == ' ')
                || (c == ',' && !more && !IsInNumber(words.Text, i, end)))
            {
                if (words.Range(new TextSpan(span.Start, i)) is var (a, b) && b > a)
                    end = i;
            }
        }
        var (from, to) = words.Range(new TextSpan(span.Start, end));
        for (var i = from + 1; i < to; i++)
        {
            if (Ends.LengthAt(words, i) > 0)
                return new TextSpan(span.Start, words[i].Start);
        }
        return new TextSpan(span.Start, end);
    }

    private static List<TextSpan> Split(string text, TextSpan span)
    {
        var parts = new List<TextSpan>();
        var start = span.Start;
        var depth = 0;
        for (var i = span.Start; i < span.End; i++)
        {
            depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
            if (text[i] != ',' || depth > 0 || IsInNumber(text, i, span.End))
                continue;
            parts.Add(new TextSpan(start, i));
            start = i + 1;
        }
        parts.Add(new TextSpan(start, span.End));
        return parts;
    }

    private static bool IsInNumber(string text, int comma, int end) =>
        comma > 0 && comma + 1 < end && char.IsAsciiDigit(text[comma - 1]) && char.IsAsciiDigit(text[comma + 1]);
}
