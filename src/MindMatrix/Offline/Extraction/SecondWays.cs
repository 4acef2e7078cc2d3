using MindMatrix.Language;

namespace MindMatrix.Offline.Extraction;

/// <summary>Ways that stand beside the one the text is about: «Or …», «the alternative is …», «could also …», «my cousin says …», «X instead of Y».</summary>
internal static class SecondWays
{
    private static readonly PhraseSet Introductions = new("""
        alternative is, alternative would be, alternative, alternatively, third way is, other option is, another option is, the other option is, option is, option of, middle way, half measure is, plan b is, there is also, there's also, proposal, could also,
        could instead, could do, could try, could just, i could, we could, with the same cash we could, with the same money we could, also possible is, possible also to, also possible to
        """);

    private static readonly PhraseSet Advice = new("says, say, suggests, suggest, recommends, recommend, advises, says to, says just, says i should, says we should, suggests we, suggests i, thinks we should, thinks i should");

    // Advice opens with a plain verb: «says hire own driver», not «says the price is fine».
    private static readonly PhraseSet Verbs = new("""
        accept, add, apply, ask, ban, book, borrow, build, buy, call, cancel, change, charge, close, cut, defer, delay, do, drop, extend, file, fight, find, fix, focus, get, give, go, hire, hold, invest, join, keep, lease, leave, let, license,
        list, look, make, merge, move, negotiate, offer, open, outsource, pay, postpone, push, put, quit, raise, refuse, renew, rent, repair, replace, run, sell, send, set, settle, share, sign, spend, split, start, stay, stop, swap, switch, take, tell, talk, train, try, use, wait, walk, work
        """);

    private static readonly PhraseSet Stops = new("for, to, use, using, take, taking, do, doing, go, going, pick, choose, have, having, want, wants, a choice of, of, and, asking, is, was, about, on, with");

    /// <summary>The second way that <paramref name="sentence"/> names, and whether the writer names it rather than somebody who advises.</summary>
    /// <param name="options">What the sentence's own «or» gave; a lone right side is a second way.</param>
    public static (OptionMention? Way, bool Own) Read(Words words, TextSpan sentence, List<OptionMention> options)
    {
        var (from, to) = words.Range(sentence);
        if (to <= from)
            return (null, true);
        if (Introduced(words, sentence, from, to) is { } introduced)
            return (introduced, true);
        if (Advised(words, sentence) is { } advised)
            return (advised, false);
        if (options is [var only] && words.FirstFrom(only.Span.Start) > from)
            return (only, true);
        if (AlsoPossible(words, sentence, from, to) is { } possible)
            return (possible, true);
        // «refundable deposit?»: a few words with a question mark, and no verb of asking.
        return words.Text[sentence.End - 1] == '?' && to - from is >= 2 and <= 4 && sentence != words.Sentences[0] && !Function(words, from) ? (OptionPhrase.Read(words, sentence), false) : (null, true);
    }

    /// <summary>«monthly instead of per project»: what is left behind and what would come.</summary>
    public static List<OptionMention> Pair(Words words)
    {
        for (var i = 1; i + 2 < words.Count; i++)
        {
            var n = words.Lower(i) is "instead" && words.Lower(i + 1) == "of" ? 2 : words.Lower(i) is "rather" && words.Lower(i + 1) == "than" ? 2 : 0;
            if (n == 0 || words.Lower(i + n) is "just" or "only" or "it" or "that" or "this" || !words.Adjoins(i - 1) || !words.Adjoins(i + 1))
                continue;
            var sentence = words.SentenceAt(words[i].Start);
            var start = i;
            while (start > 0 && words[start - 1].Start >= sentence.Start && i - start < 4 && words.Adjoins(start - 1) && Stops.LengthAt(words, start - 1) == 0)
                start--;
            if (start < i && OptionPhrase.Read(words, new TextSpan(words[start].Start, words[i - 1].End)) is { } first
                && OptionPhrase.Read(words, Alternatives.Right(words, new TextSpan(words[i + n].Start, sentence.End), false)) is { } second)
                return [first, second];
        }
        return [];
    }

    private static OptionMention? Introduced(Words words, TextSpan sentence, int from, int to)
    {
        var or = words.Lower(from) is "or" or "alternatively" && !Alternatives.IsNoChoice(words, from);
        var start = or ? words[from].End : -1;
        foreach (var opener in Introductions.In(words, from, Math.Min(to, from + 14)))
        {
            // «Dev thinks we could …», «I could not …» and «option on album 2» introduce nothing.
            var at = words.FirstFrom(opener.Start);
            if (words.Lower(at) == "proposal" && !(opener.End < sentence.End && words.Text[opener.End] == ':'))
                continue;
            if (words.Lower(words.FirstFrom(opener.End)) is not ("not" or "on" or "pool" or "be" or "have" or "get" or "only") && !(words.Lower(at) == "could" && at > from && words.Lower(at - 1) is not ("i" or "we")))
                start = opener.End;
        }
        if (words.Lower(from) == "could" && start < 0 && words.Lower(from + 1) is not ("you" or "somebody" or "someone" or "anyone" or "they" or "he" or "she" or "each"))
            start = words[from].End;
        if (start < 0)
            return null;
        while (start < sentence.End && words.Text[start] is ':' or ',' or ' ')
            start++;
        if (start >= sentence.End)
            return null;
        var right = Alternatives.Right(words, new TextSpan(start, sentence.End), false);
        // «could burst: own the base»: behind the colon stands what is meant.
        if (words.Range(right) is var (a, b) && b - a == 1 && right.End < sentence.End && words.Text[right.End] == ':' && Next(words, sentence, right.End) is { } meant)
            return OptionPhrase.Read(words, Alternatives.Right(words, meant, false));
        // «or swap it, open sunday close mondays»: the first words only point, the next say what.
        return OptionPhrase.Points(words, right) && Next(words, sentence, right.End) is { } next ? OptionPhrase.Read(words, Alternatives.Right(words, next, false)) : OptionPhrase.Read(words, right);
    }

    private static TextSpan? Next(Words words, TextSpan sentence, int from)
    {
        var next = words.FirstFrom(from);
        return next < words.Count && words[next].Start < sentence.End ? new TextSpan(words[next].Start, sentence.End) : null;
    }

    /// <summary>«My cousin says hire own driver»: the words behind «says», when they open with a plain verb; else <paramref name="span"/>.</summary>
    public static TextSpan BehindAdvice(Words words, TextSpan span)
    {
        var (from, to) = words.Range(span);
        for (var i = from + 1; i < Math.Min(to - 1, from + 8); i++)
        {
            if (Advice.LengthAt(words, i) is var n and > 0 && i + n < to && words.Adjoins(i + n - 1) && (Verbs.LengthAt(words, i + n) > 0 || (words.Lower(i) is "suggests" or "suggest" or "recommends" or "recommend" && words.Lower(i + n) is { Length: > 5 } act && act.EndsWith("ing", StringComparison.Ordinal))))
                return new TextSpan(words[i + n].Start, span.End);
        }
        return span;
    }

    private static OptionMention? Advised(Words words, TextSpan sentence) =>
        BehindAdvice(words, sentence) is var advice && advice != sentence ? OptionPhrase.Read(words, Alternatives.Right(words, advice, false)) : null;

    private static OptionMention? AlsoPossible(Words words, TextSpan sentence, int from, int to)
    {
        for (var i = from + 1; i + 1 < to && i < from + 9; i++)
        {
            if (words.Lower(i) == "also" && words.Lower(i + 1) == "possible")
                return OptionPhrase.Read(words, new TextSpan(sentence.Start, words[words.Lower(i - 1) is "is" or "are" or "would" ? Math.Max(from, i - 2) : i - 1].End));
        }
        return null;
    }

    private static bool Function(Words words, int at) =>
        words.Lower(at).Split('\'')[0] is "what" or "which" or "who" or "why" or "how" or "when" or "where" or "is" or "are" or "am" or "do" or "does" or "did" or "can" or "could" or "should" or "shall" or "would" or "will" or "any" or "anyone" or "thoughts"
            or "right" or "ok" or "okay" or "worth" or "too" or "and" or "but" or "or" or "if" or "i" or "we" or "you" or "he" or "she" or "they" or "it" or "that" or "this" or "am" or "have" or "has" or "isn" or "really" or "not" or "then" or "now" or "so";
}
