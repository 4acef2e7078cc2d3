using MindMatrix.Language;

namespace MindMatrix.Offline.Extraction;

/// <summary>
/// Finds the ways between which the writer chooses: lists, «X or Y», «X vs Y», «A, B, or C», «between X and Y»,
/// «if I X … if I Y», «the alternative is Z», and «should we X». It looks only at form, so it is used only on a thought
/// that reads as a decision.
/// </summary>
internal static class OptionExtractor
{
    public const int Most = 4;

    private static readonly PhraseSet Introductions = new("""
        alternative is, alternative would be, alternative, alternatively, third way is, other option is, another option is, the other option is, option is, middle way, half measure is, could also,
        could instead, could do, could try, with the same cash we could, with the same money we could, also possible is
        """);

    private static readonly PhraseSet ShouldWe = new("should we, should i, shall we, shall i, do we, do i, whether to, whether we, whether i, am i, tempted to, thinking about, thinking of, considering, want to, wants me to, asked me to, should");

    private static readonly HashSet<string> QuestionWords = new(StringComparer.Ordinal) { "what", "which", "who", "whom", "whose", "where", "when", "why", "how", "anyone", "can", "could", "would", "will" };

    /// <summary>A set of ways that one place of the text sets against each other, and how clearly it does.</summary>
    private sealed record Group(List<OptionMention> Options, int Clarity);

    public static List<OptionMention> Read(Words words)
    {
        if (words.Sentences.Count == 0)
            return [];
        if (Lists.Read(words) is { Count: >= 2 } listed)
            return [.. listed.Take(Most)];

        var groups = new List<Group>();
        var singles = new List<OptionMention>();
        var heading = words.Sentences[0];
        foreach (var sentence in words.Sentences.Take(200))
        {
            var (options, opened) = Alternatives.Read(words, sentence, sentence == heading);
            if (options.Count >= 2)
                groups.Add(new Group(options, (sentence == heading ? 3 : 0) + (options.Count >= 3 ? 2 : 0) + (opened ? 2 : 0) + (words.Text[sentence.End - 1] == '?' ? 1 : 0)));
            else if (singles.Count < Most && (OpensWithOr(words, sentence) || Introductions.IsIn(words, sentence)) && Single(words, sentence) is { } one)
                singles.Add(one);
        }

        var found = new List<OptionMention>();
        foreach (var group in groups.OrderByDescending(g => g.Clarity))
        {
            if (found.Count == 0 || group.Clarity >= 2)
                AddNew(found, group.Options);
        }
        if (found.Count < 2)
            AddNew(found, Conditions(words));
        if (found.Count < 2)
            AddNew(found, [.. Asked(words).Take(1)]);
        if (found.Count == 0 && singles.Count > 0 && words.Text[heading.End - 1] == '?' && !QuestionWords.Contains(words.Lower(0)) && OptionPhrase.Read(words, heading) is { } asked)
            found.Add(asked);
        AddNew(found, singles);
        return found;
    }

    private static void AddNew(List<OptionMention> found, List<OptionMention> group)
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

    private static bool OpensWithOr(Words words, TextSpan sentence) => words.Lower(words.FirstFrom(sentence.Start)) is "or" or "alternatively";

    private static OptionMention? Single(Words words, TextSpan sentence)
    {
        var (from, to) = words.Range(sentence);
        var start = sentence.Start;
        foreach (var opener in Introductions.In(words, from, to))
            start = opener.End;
        if (OpensWithOr(words, sentence) && start == sentence.Start)
            start = words[from].End;
        while (start < sentence.End && words.Text[start] is ':' or ',' or ' ')
            start++;
        return start < sentence.End ? OptionPhrase.Read(words, Alternatives.Right(words, new TextSpan(start, sentence.End), false)) : null;
    }

    /// <summary>«If we refuse …, … If we let them in, …»: two or more conditions on one's own acts are options.</summary>
    private static List<OptionMention> Conditions(Words words)
    {
        var found = new List<OptionMention>();
        for (var i = 0; i + 2 < words.Count && found.Count < Most; i++)
        {
            if (words.Lower(i) != "if" || words.Lower(i + 1) is not ("i" or "we"))
                continue;
            var end = i + 2;
            var sentence = words.SentenceAt(words[i].Start);
            while (end < words.Count && words[end].End <= sentence.End && words.Gap(end - 1).IsWhiteSpace() && words.Lower(end) is not ("i" or "we" or "they" or "he" or "she" or "you" or "nobody" or "there" or "then") && end - i < 10)
                end++;
            if (end > i + 2 && OptionPhrase.Read(words, new TextSpan(words[i + 2].Start, words[end - 1].End)) is { } option && found.All(f => !Same(f, option)))
                found.Add(option);
        }
        return found.Count >= 2 ? found : [];
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
            // A bare «should» asks only where the sentence opens with it: «Should Noah repeat year 1?»
            if ((n == 1 && words.Lower(i) == "should" && words[i].Start != sentence.Start) || words[i + n].Start >= sentence.End)
                continue;
            if (OptionPhrase.Read(words, Alternatives.Right(words, new TextSpan(words[i + n].Start, sentence.End), false)) is { } option && (question || option.Own.Contains(' ')))
                yield return option;
        }
    }
}
