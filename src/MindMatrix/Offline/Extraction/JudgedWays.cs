using MindMatrix.Language;

namespace MindMatrix.Offline.Extraction;

/// <summary>
/// Ways that are named only by being judged or priced: «Banning it outright will push it underground, the tenant is £24 a seat».
/// The subject of such a clause is the way. A weak form, so it is read only where the text says that it chooses and no plainer form is there.
/// </summary>
internal static class JudgedWays
{
    private const int LongestSubject = 11;

    private static readonly System.Buffers.SearchValues<char> Breaks = System.Buffers.SearchValues.Create(".,;:!?\n");

    private static readonly PhraseSet Copulas = new("is, are, isn't, aren't, would be, will be, was, looks, feels, seems, sounds");
    private static readonly PhraseSet Effects = new("reflects, fixes, solves, saves, means, creates, costs us, costs, cost, loses, charges, frees, have offered, has offered, offered, offers");
    private static readonly PhraseSet Holds = new("has, have, had");
    private static readonly PhraseSet Hypothetical = new("would cost, would give, would bring, would make, would need, would mean, would save, would take, would keep, would free, would require, would solve, would fix, would let, would be, will just, will cost, will mean, will push, will only, would only, would just");

    private static readonly PhraseSet Judgements = new("""
        clean, simple, cheap, cheaper, cheapest, expensive, dear, dearer, easy, easier, hard, harder, safe, safer, risky, riskier, free, fair, fairer, kind, quick, quicker, fast, faster, slow, slower, boring, tempting,
        flexible, permanent, reversible, unenforceable, a nightmare, nightmare, a scheduling nightmare, tidy, messy, honest, painful, brutal, the easy, the safe, the cheap, the simple, what we have
        """);

    // Subjects that are figures, people or talk, not ways.
    private static readonly PhraseSet NoWay = new("""
        fee, fees, cost, costs, price, ask, asking, amount, budget, deposit, salary, net, gross, revenue, cash, capital, balance, reserves, pot, pension, mortgage, stipend, quote, estimate, bill, burn, arr, mrr, cap, margin,
        churn, rate, value, turnover, profit, loss, everyone, everybody, nobody, somebody, someone, anyone, people, gut, spreadsheet, head, chair, manager, boss, founder, wife, husband, mum, dad, mother, father, brother, sister, kids, parking, shipping,
        problem, question, issue, thing, point, clause, deadline, meeting, interface, list, plan, fund, calendar, market, work, number, numbers, reason, risk, uptake, money, time, same
        """);

    private static readonly HashSet<string> Possessives = new(StringComparer.Ordinal) { "my", "his", "her", "their", "your", "its", "our", "this", "that", "these", "those", "each", "every", "some", "no", "it", "he", "she", "they", "i", "we", "you", "there", "what", "which", "who", "if", "when", "because", "so", "only", "nothing", "something", "everything", "all", "both", "not", "in", "on", "at", "for", "with", "from", "by", "of", "as", "to", "than", "last", "next", "one", "two", "been" };

    private static readonly HashSet<string> NotGerunds = new(StringComparer.Ordinal) { "meeting", "building", "morning", "evening", "spring", "thing", "string", "king", "ring", "during", "according", "including", "parking", "ceiling", "wedding", "funding", "shipping", "pricing", "housing", "clothing", "hearing", "asking" };

    public static List<OptionMention> Read(Words words, IReadOnlyList<MoneyMention> money)
    {
        var found = new List<OptionMention>();
        foreach (var clause in Clauses.Of(words).Take(200))
        {
            if (found.Count < OptionExtractor.Most && clause.Start > words.Sentences[0].Start && (Offered(words, clause, money) ?? Subject(words, clause, money)) is { } way
                && OptionPhrase.Read(words, way) is { } option && found.All(f => !string.Equals(f.Own, option.Own, StringComparison.OrdinalIgnoreCase)))
                found.Add(option);
        }
        return found.Count >= 2 ? found : found.Count == 1 && Hypothetic(words, found[0]) ? found : [];
    }

    /// <summary>A single judged subject is a way only where it is an act or it is said what it would do.</summary>
    private static bool Hypothetic(Words words, OptionMention option) => IsAct(words.Lower(words.FirstFrom(option.Span.Start))) ||
        words.FirstFrom(option.Span.End) is var next && (Hypothetical.LengthAt(words, next) > 0 || Effects.LengthAt(words, next) > 0);

    private static TextSpan? Subject(Words words, TextSpan clause, IReadOnlyList<MoneyMention> money)
    {
        var (from, to) = words.Range(clause);
        while (from < to && words.Lower(from) is "but" or "and" or "or" or "so" or "then" or "well" or "now")
            from++;
        if (to - from < 2 || Possessives.Contains(words.Lower(from).Split('\'')[0]))
            return null;
        var gerund = IsAct(words.Lower(from));
        for (var v = from + 1; v < Math.Min(to, from + LongestSubject); v++)
        {
            var subject = new TextSpan(words[from].Start, words[v - 1].End);
            var n = Verb(words, v);
            if (n > 0 && words.Text[words[v - 1].End] == ')')
                return BeforeBracket(words, clause, v);
            if (n == 0 && Holds.HasWord(words.Lower(v)))
                return !gerund && money.Any(m => clause.Contains(m.Span) && m.Span.Start > words[v].End) && !NoWay.IsIn(words, subject) ? subject : null;
            if (n > 0)
                return Judges(words, v, n, to, clause, money, gerund, v - from) && (!NoWay.IsIn(words, subject) || (words.Lower(from) is "a" or "an" && Hypothetical.LengthAt(words, v) > 0)) ? subject : null;
            // «Purchase of the instrument: €132,000», «Live-in carer £1,190/week»
            if (v - from >= 2 && money.FirstOrDefault(m => m.Span.Start >= words[v - 1].End && m.Span.Start <= words[v].Start) is { } price && (price.Currency is not null || price.Period != Period.None) && price.Span.Start - words[v - 1].End <= 2)
                return NoWay.IsIn(words, subject) ? null : subject;
            if (!gerund && words.Lower(v).Split('\'')[0] is "i" or "we" or "they" or "he" or "she" or "you" or "it" && words.Lower(v - 1) is not ("till" or "until" or "that" or "when"))
                return null;
        }
        return null;
    }

    /// <summary>«Drink sponsor (Brinewave) would give 800»: the name in brackets only adds to the subject before it.</summary>
    private static TextSpan? BeforeBracket(Words words, TextSpan clause, int verb)
    {
        var end = words.FirstFrom(clause.Start);
        var start = end;
        while (start > 0 && end - start < 5 && words.Gap(start - 1).IndexOfAny(Breaks) < 0)
            start--;
        return start < end && Hypothetical.LengthAt(words, verb) > 0 && !Possessives.Contains(words.Lower(start)) ? new TextSpan(words[start].Start, words[end - 1].End) : null;
    }

    /// <summary>«The luthier has a 1920s Bohemian for 14k»: what can be had at a price.</summary>
    private static TextSpan? Offered(Words words, TextSpan clause, IReadOnlyList<MoneyMention> money)
    {
        var (from, to) = words.Range(clause);
        for (var i = from + 1; i + 3 < to; i++)
        {
            if (words.Lower(i) is not ("has" or "have" or "offers" or "offered" or "found") || words.Lower(i + 1) is not ("a" or "an" or "the" or "one" or "another"))
                continue;
            for (var p = i + 3; p < Math.Min(to, i + 7); p++)
            {
                if (words.Lower(p) is "for" && money.Any(m => m.Span.Start >= words[p].End && m.Span.Start - words[p].End <= 2))
                    return new TextSpan(words[i + 2].Start, words[p - 1].End);
            }
        }
        return null;
    }

    private static bool IsAct(string word) => word.Length >= 5 && word.EndsWith("ing", StringComparison.Ordinal) && !NotGerunds.Contains(word);

    private static int Verb(Words words, int v) => Math.Max(Copulas.LengthAt(words, v), Math.Max(Effects.LengthAt(words, v), Hypothetical.LengthAt(words, v)));

    private static bool Judges(Words words, int v, int n, int to, TextSpan clause, IReadOnlyList<MoneyMention> money, bool gerund, int length)
    {
        var priced = money.FirstOrDefault(m => m.Span.Start >= words[v].End && m.Span.End <= clause.End + 12 && words.FirstFrom(m.Span.Start) - v <= n + 3) is not null;
        if (priced || (gerund && words.Lower(v) != "was"))
            return true;
        if (Hypothetical.LengthAt(words, v) > 0)
            return length >= 2;
        if (Effects.LengthAt(words, v) > 0)
            return words.Lower(words.FirstFrom(words[v].Start) - length) is "a" or "an" or "the" || words.Lower(v) is "reflects" or "fixes" or "solves" or "charges" or "have" or "has" or "offered" or "offers";
        var at = v + n;
        while (at < to && words.Lower(at) is "really" or "just" or "too" or "so" or "very" or "more" or "quite" or "pretty" or "far")
            at++;
        return Judgements.LengthAt(words, at) > 0;
    }
}
