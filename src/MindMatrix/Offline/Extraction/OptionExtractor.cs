using MindMatrix.Language;

namespace MindMatrix.Offline.Extraction;

/// <summary>
/// Finds the ways between which the writer chooses, the plainest form first: lists, «X or Y», «X vs Y», «A, B, or C», «between X and Y»;
/// then «X instead of Y», «if I X … if I Y», «the alternative is Z», sentences that judge or price a way; last «should we X».
/// It looks only at form, so it is used only on a thought that reads as a decision.
/// </summary>
internal static class OptionExtractor
{
    public const int Most = 4;

    private static readonly PhraseSet ShouldWe = new("should we, should i, shall we, shall i, do we, do i, whether to, whether we, whether i, am i, tempted to, thinking about, thinking of, considering, want to, wants me to, asked me to, should");

    private static readonly HashSet<string> QuestionWords = new(StringComparer.Ordinal) { "what", "which", "who", "whom", "whose", "where", "when", "why", "how", "anyone", "can", "could", "would", "will" };

    // Signs that the writer is choosing; without them a sentence that judges something names no way.
    private static readonly PhraseSet Choosing = new("""
        should, shall, decide, deciding, decision, choose, choosing, choice, pick, either way, whichever, which way, recommend, recommends, recommendation, torn, weigh, dunno, don't know, not sure, settle, settled,
        what do you think, what do we, thoughts, position, proposal, propose, can't do both, prove it, better for us, no idea, could do, could instead, or i, or we, i could, we could, i can, we can, if i, if we, alternative, option, options, whether
        """);

    /// <summary>A set of ways that one place of the text sets against each other, and how clearly it does.</summary>
    private sealed record Group(List<OptionMention> Options, int Clarity);

    public static List<OptionMention> Read(Words words, IReadOnlyList<MoneyMention> money)
    {
        if (words.Sentences.Count == 0)
            return [];
        if (Lists.Read(words) is { Count: >= 2 } listed)
            return [.. listed.Take(Most)];

        var seconds = new List<(OptionMention Way, bool Own)>();
        var found = Explicit(words, seconds);
        var choosing = Choosing.IsIn(words) || words.Text.Contains('?');
        if (found.Count < 2 && choosing)
            AddNew(found, SecondWays.Pair(words));
        if (found.Count >= 2)
        {
            AddNew(found, [.. seconds.Where(s => s.Own).Select(s => s.Way)]);
            // «Gold or nothing», «another round or stop»: what else has a price stands beside them.
            if (found.Count is 2 or 3 && found.Exists(f => words.Lower(words.FirstFrom(f.Span.Start)) is "nothing" or "none" or "neither" or "stop"))
                AddNew(found, JudgedWays.Read(words, money));
            return found;
        }
        if (seconds.Count == 0 && !choosing)
            return AskedOr(words, found);

        var pool = new List<OptionMention>(found);
        var conditions = Conditions(words);
        if (conditions.Count >= 2 || seconds.Count > 0)
            AddNew(pool, conditions);
        AddNew(pool, JudgedWays.Read(words, money));
        var asked = Asked(words).Take(1).ToList();
        // What only adds a second way leaves the first to the question or to the heading.
        if (pool.Count == 0 && seconds.Count > 0)
            AddNew(pool, asked.Count > 0 ? asked : Heading(words));
        AddNew(pool, [.. seconds.Select(s => s.Way)]);
        if (pool.Count < 2)
        {
            AddNew(found, asked);
            AddNew(found, pool);
            return AskedOr(words, found);
        }
        return pool;
    }

    /// <summary>What one sentence sets against each other with «or», «vs», « / » or «between»; single second ways go to <paramref name="seconds"/>.</summary>
    private static List<OptionMention> Explicit(Words words, List<(OptionMention Way, bool Own)> seconds)
    {
        var groups = new List<Group>();
        var heading = words.Sentences[0];
        foreach (var sentence in words.Sentences.Take(200))
        {
            var (options, opened) = Alternatives.Read(words, sentence, sentence == heading);
            if (options.Count >= 2)
                groups.Add(new Group(options, (sentence == heading ? 3 : 0) + (options.Count >= 3 ? opened || options[0].Span.Start == sentence.Start ? 4 : 2 : 0) + (opened ? 2 : 0) + (words.Text[sentence.End - 1] == '?' ? 1 : 0)));
            else if (seconds.Count < Most && SecondWays.Read(words, sentence, options) is ({ } way, var own))
                seconds.Add((way, own));
        }
        var found = new List<OptionMention>();
        foreach (var group in groups.OrderByDescending(g => g.Clarity))
        {
            // Two ways in the heading are the choice; only a list of three says that the body knows it better.
            if (found.Count == 0 || (group.Clarity >= 2 && group.Options.Count >= 3))
                AddNew(found, group.Options);
        }
        return found;
    }

    private static List<OptionMention> AskedOr(Words words, List<OptionMention> found)
    {
        var heading = words.Sentences[0];
        if (found.Count == 0)
            AddNew(found, [.. Asked(words).Take(1)]);
        if (found.Count == 0 && words.Text[heading.End - 1] == '?' && !QuestionWords.Contains(words.Lower(0)) && OptionPhrase.Read(words, heading) is { } asked && asked.Own.Contains(' '))
            found.Add(asked);
        return found;
    }

    private static void AddNew(List<OptionMention> found, IReadOnlyList<OptionMention> group)
    {
        var before = found.ToArray();
        found.AddRange(group.Where(o => Array.TrueForAll(before, f => !Same(f, o))).Take(Most - found.Count));
    }

    private static bool Same(OptionMention a, OptionMention b)
    {
        var first = OptionPhrase.Slug(a.Own).Split('-');
        var second = OptionPhrase.Slug(b.Own).Split('-');
        return a.Span.Overlaps(b.Span) || first.Intersect(second, StringComparer.Ordinal).Count() * 2 > Math.Min(first.Length, second.Length);
    }

    /// <summary>The heading as the way that the text is about: «Going at 60», «40 acres of hazels».</summary>
    private static List<OptionMention> Heading(Words words)
    {
        var heading = words.Sentences[0];
        var (from, to) = words.Range(heading);
        while (from < to && words.Lower(from) is "re" or "fwd" or "fw" or "urgent")
            from++;
        return to - from is >= 1 and <= 7 && words.Lower(from) is not ("question" or "about" or "help" or "notes" or "note" or "advice" or "thoughts" or "my") && !QuestionWords.Contains(words.Lower(from)) && OptionPhrase.Read(words, new TextSpan(words[from].Start, heading.End)) is { } option ? [option] : [];
    }

    /// <summary>«If we refuse …, … If we let them in, …»: conditions on one's own acts are ways.</summary>
    private static List<OptionMention> Conditions(Words words)
    {
        var found = new List<OptionMention>();
        for (var i = 0; i + 2 < words.Count && found.Count < Most; i++)
        {
            // A condition that opens its clause is weighed; one behind it («she lends if I sign») is a term.
            if (words.Lower(i) != "if" || (words[i].Start > words.SentenceAt(words[i].Start).Start && words.Adjoins(i - 1) && words.Lower(i - 1) is not ("but" or "and")) || words.Lower(i + 1) is not ("i" or "we") || words.Lower(i + 2) is "say" or "don't" or "not" or "go" or "want" or "wanted" or "can" or "can't" or "could" or "had" or "have" or "need")
                continue;
            var end = i + 2;
            var sentence = words.SentenceAt(words[i].Start);
            while (end < words.Count && words[end].End <= sentence.End && words.Gap(end - 1).IsWhiteSpace() && !IsSubject(words.Lower(end)) && end - i < 10)
                end++;
            if (end > i + 2 && OptionPhrase.Read(words, new TextSpan(words[i + 2].Start, words[end - 1].End)) is { } option && found.All(f => !Same(f, option)))
                found.Add(option);
        }
        return found;

        static bool IsSubject(string word) => word.Split('\'')[0] is "i" or "we" or "they" or "he" or "she" or "you" or "nobody" or "there" or "then" or "it" or "now" && word != "now";
    }

    /// <summary>«Should we X»: what is asked about, up to the end of its clause.</summary>
    private static IEnumerable<OptionMention> Asked(Words words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (ShouldWe.LengthAt(words, i) is not (var n and > 0) || i + n >= words.Count)
                continue;
            var sentence = words.SentenceAt(words[i].Start);
            var question = words.Lower(i) is "should" or "shall" or "do";
            // A bare «should» asks only where the sentence opens with it: «Should Noah repeat year 1?»; behind an «if» nothing is asked.
            if (words.Lower(i - 1) == "if" || words.Lower(i - 2) == "if" || (n == 1 && words.Lower(i) == "should" && words[i].Start != sentence.Start) || words[i + n].Start >= sentence.End || words.Lower(i + n) == "you")
                continue;
            if (OptionPhrase.Read(words, Alternatives.Right(words, new TextSpan(words[i + n].Start, sentence.End), false)) is { } option && (question || option.Own.Contains(' ')))
                yield return option;
        }
    }
}
