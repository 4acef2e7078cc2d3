using MindMatrix.Language;

namespace MindMatrix.Offline.Extraction;

/// <summary>Takes one sentence apart at «or», «vs», « / » and «between … and» into the options it sets against each other.</summary>
internal static class Alternatives
{
    // An «or» with which no alternative begins.
    private static readonly PhraseSet NotOr = new("or so, or less, or more, or not, or two, or something, or whatever, or anything, or later, or earlier, or better, or worse, or even, or at least, or any, or similar, or three, or else, or else what, or am i, or is it, or what, or not yet, or you, or they, or he, or she, or else it, or it's, or it, or that's, or that, or just a, or just an");

    // Opens a list of ways within a sentence; what stands before it is talk.
    private static readonly PhraseSet Openers = new("""
        either, should we, should i, shall we, shall i, we can, i can, we could, i could, could, whether to, whether, do we, do i, options are, between, choose between, choices, might, we might, i might,
        can either, thinking of, tempted to, lets us, lets me, let us, allows us to, allows me to, offered to
        """);

    // Where a reason or a date begins, the option has ended.
    private static readonly PhraseSet Ends = new("because, but, which, who, since, so that, needs, says, said, asap, till, until, unless, although, if they, if he, if she, if it, if they'll, if he'll, if she'll, if they'd, and it's, and it, and i, and we, and they, now we're, while, by monday, by tuesday, by wednesday, by thursday, by friday, as in");

    // A part with such a word says how things are; it names no way.
    private static readonly HashSet<string> Tells = new(StringComparer.Ordinal) { "is", "are", "was", "were", "isn't", "says", "said", "has", "had", "they", "he", "she", "they'd", "they'll", "they're", "he'd", "he'll", "she'd", "she'll", "it's", "that's" };

    // Begins an addition to the way before it, not a way.
    private static readonly PhraseSet Additions = new("payable, including, incl, plus, with, without, about, roughly, minus, subject to, depending, if, when, as, which, who, so, because, maybe, probably, ideally, preferably, per");

    // «… for the render farm» at the end of a heading belongs to both of its ways.
    private static readonly HashSet<string> Scopes = new(StringComparer.Ordinal) { "for", "on", "after", "before" };

    private static readonly HashSet<string> Takes = new(StringComparer.Ordinal) { "wait", "look", "ask", "pay", "go", "apply", "opt", "push", "hold", "stay", "carry", "keep", "move", "vote", "aim", "hope", "care", "save" };

    private static readonly PhraseSet Counted = new("offers, options, candidates, choices, bids, quotes, finalists, ways, routes, places, schools, sites, vendors, suppliers, proposals, scenarios, paths, alternatives, models, plans, venues, flats, houses");

    /// <returns>The options in the order of the text, and whether a word or a colon opened the list.</returns>
    public static (List<OptionMention> Options, bool Opened) Read(Words words, TextSpan sentence, bool heading)
    {
        var marks = Marks(words, sentence, heading);
        var options = new List<OptionMention>();
        if (marks.Count == 0)
            return (options, false);
        var (left, opened) = Left(words, new TextSpan(sentence.Start, marks[0].Start));
        var open = opened || heading || words.Text[sentence.End - 1] == '?';
        var pointed = false;
        foreach (var part in left)
        {
            pointed |= OptionPhrase.Points(words, part) || (words.Range(part) is var (a, b) && b - a == 2 && words.Lower(a) is "it's" && words.Lower(a + 1) is "this" or "that");
            var own = SecondWays.BehindAdvice(words, part);
            if (open || own != part)
                Add(own);
            else if (Told(words, part) is { } way)
                Add(way);
        }
        // «They said no, or I go»: what is left of a statement is a way only where the writer acts in it.
        if (options.Count == 0 && !pointed && words.Lower(words.FirstFrom(marks[0].End)) is not ("i" or "we"))
            return (options, opened);
        for (var m = 0; m < marks.Count; m++)
        {
            var end = m + 1 < marks.Count ? marks[m + 1].Start : sentence.End;
            if (end > marks[m].End)
                Add(Behind(words, new TextSpan(marks[m].End, end), m + 1 < marks.Count, heading && options.Count == 1 ? options[0] : null));
        }
        return (options, opened);

        void Add(TextSpan part)
        {
            if (!OptionPhrase.Points(words, part) && OptionPhrase.Read(words, part, options.Count > 0 ? options[0] : null) is { } option
                && options.All(o => !string.Equals(o.Own, option.Own, StringComparison.OrdinalIgnoreCase)))
                options.Add(option);
        }
    }

    /// <summary>
    /// <paramref name="part"/> itself when it tells nothing; the word or two behind its «is» («the shortlist is permissive or …»); null when it is a statement.
    /// </summary>
    private static TextSpan? Told(Words words, TextSpan part)
    {
        var (from, to) = words.Range(part);
        for (var i = from; i < to && words.Lower(i) is not ("if" or "when" or "that" or "which" or "who"); i++)
        {
            // «lifetime cover is 42/mo, …»: what has a price is the way.
            if (words.Lower(i) is "is" or "are" && i > from && i + 1 < to && char.IsAsciiDigit(words.Lower(i + 1)[0]))
                return new TextSpan(part.Start, words[i - 1].End);
            if (Tells.Contains(words.Lower(i)))
                return words.Lower(i) is "is" or "are" && i > from && to - i is 2 or 3 && words.Lower(i + 1) is not ("a" or "an" or "the" or "not") ? new TextSpan(words[i + 1].Start, part.End) : null;
        }
        return part;
    }

    /// <summary>The way behind an «or»; where its first words only point («the other way, …»), the words after them.</summary>
    private static TextSpan Behind(Words words, TextSpan span, bool more, OptionMention? first)
    {
        var right = Right(words, span, more);
        if (OptionPhrase.Points(words, right) && words.FirstFrom(right.End) is var next && next < words.Count && words[next].Start < span.End)
            return Right(words, new TextSpan(words[next].Start, span.End), more);
        if (first is null || more)
            return right;
        var (from, to) = words.Range(right);
        var (a, b) = words.Range(first.Span);
        for (var i = from + 1; i + 1 < to; i++)
        {
            if (Scopes.Contains(words.Lower(i)) && words.Lower(i + 1) is "the" or "our" or "my" && !Takes.Contains(words.Lower(i - 1)) && i - from <= b - a + 1 && !Enumerable.Range(a, b - a).Any(w => Scopes.Contains(words.Lower(w))))
                return new TextSpan(right.Start, words[i - 1].End);
        }
        return right;
    }

    private static List<TextSpan> Marks(Words words, TextSpan sentence, bool heading)
    {
        var (from, to) = words.Range(sentence);
        var marks = new List<TextSpan>();
        var counted = CountedList(words, from, to);
        for (var i = from; i < to && marks.Count < 6; i++)
        {
            if (words.Lower(i) is "vs" or "versus" || (words.Lower(i) == "v" && i > from && heading))
                marks.Add(words[i].Span);
            // «year 4 or 5» gives a range.
            else if (words.Lower(i) == "or" && i > from && !IsNoChoice(words, i) && !BehindDate(words, from, i) && !(words.Lower(i - 1).All(char.IsAsciiDigit) && words.Lower(i + 1).All(char.IsAsciiDigit)))
                marks.Add(words[i].Span);
            else if (words.Lower(i) == "between" && And(words, i + 1, to) is { } and)
                marks.Add(words[and].Span);
            else if (i > counted && words.Lower(i) == "and")
                marks.Add(words[i].Span);
            else if (i + 1 < to && words.Gap(i) is " / ")
                marks.Add(new TextSpan(words[i].End + 1, words[i].End + 2));
        }
        return marks;
    }

    /// <summary>The «or» at word <paramref name="at"/> adds no way: «or so», «or not», «or it goes to somebody else».</summary>
    public static bool IsNoChoice(Words words, int at) => NotOr.LengthAt(words, at) > 0;

    /// <summary>«Signed by 31 January or …», «before Friday or …»: what follows a day is what happens else.</summary>
    private static bool BehindDate(Words words, int from, int or)
    {
        for (var i = Math.Max(from, or - 4); i + 1 < or; i++)
        {
            if (words.Lower(i) is "by" or "before" or "until" && (DateExtractor.NamesDay(words, i + 1) || DateExtractor.NamesDay(words, i + 2)))
                return true;
        }
        return false;
    }

    /// <summary>«Two offers: A and B»: behind which word every «and» separates; beyond the sentence where it does not.</summary>
    private static int CountedList(Words words, int from, int to)
    {
        for (var i = from; i + 2 < to; i++)
        {
            if (words.Lower(i) is "two" or "three" or "four" or "2" or "3" or "4" && (Counted.HasWord(words.Lower(i + 1)) ? i + 1 : i + 2) is var noun && Counted.HasWord(words.Lower(noun)) && words.Gap(noun).Contains(':'))
                return noun;
        }
        return int.MaxValue;
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
        var members = new List<TextSpan>();
        foreach (var part in Split(words.Text, new TextSpan(start, span.End)).Where(s => words.Range(s) is var (a, b) && b > a))
        {
            if (members.Count > 0 && Additions.LengthAt(words, words.FirstFrom(part.Start)) > 0)
                members[^1] = new TextSpan(members[^1].Start, part.End);
            else
                members.Add(part);
        }
        if (members.Count <= 1 || opened)
            return ([.. members.Take(OptionExtractor.Most)], opened);
        // Without an opener only a real list («A, B, or C») reaches back over commas, and only over short members.
        var oxford = words.Text.AsSpan(start, span.End - start).TrimEnd().EndsWith(",");
        var back = members.Count - 1;
        while (back > 0 && members.Count - back < 3 && (Short(members[back - 1]) || (back == 1 && members[0].Start == span.Start && Short(members[0], 12))) && Short(members[back]) && (oxford || members.Count > 2 || Short(members[back], 3)))
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
            // «wait until the results are in» says nothing without its end.
            if (Ends.LengthAt(words, i) > 0 && !(i == from + 1 && words.Lower(i) is "until" or "till"))
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
