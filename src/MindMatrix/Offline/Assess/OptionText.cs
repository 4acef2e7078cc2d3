using MindMatrix.Language;
using MindMatrix.Offline.Extraction;

namespace MindMatrix.Offline.Assess;

/// <summary>Where the text speaks of one option.</summary>
/// <param name="Region">Where the option is named, up to where the next one begins; null when the text does not name it.</param>
/// <param name="Clauses">Other clauses that speak of this option and of no other.</param>
/// <param name="Money">The amounts that stand in those places.</param>
internal sealed record OptionText(string Slug, TextSpan? Region, IReadOnlyList<TextSpan> Clauses, IReadOnlyList<MoneyMention> Money)
{
    private static readonly HashSet<string> Plain = new(StringComparer.Ordinal)
    {
        "the", "and", "with", "for", "from", "into", "our", "his", "her", "their", "this", "that", "new", "one", "two", "year", "month", "week", "first", "them", "him", "get", "take", "use", "make",
        "status", "quo", "leave", "things", "they", "are", "try", "small", "keep", "have", "what", "now", "then", "out", "put", "not", "let", "say", "yes",
    };

    /// <param name="options">Slug and title of each option of the frame.</param>
    public static IReadOnlyList<OptionText> Locate(TextFacts facts, IReadOnlyList<(string Slug, string Title)> options)
    {
        var keywords = options.Select(o => Keywords(o.Slug, o.Title)).ToArray();
        var common = keywords.SelectMany(k => k).GroupBy(k => k).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
        var regions = options.Select((o, i) => Find(facts, keywords[i], o.Slug)).ToArray();
        foreach (var set in keywords)
            set.ExceptWith(common);

        var clauses = Extraction.Clauses.Of(facts.Words).Take(400).ToList();
        var owned = options.Select(_ => new List<TextSpan>()).ToArray();
        foreach (var clause in clauses.Where(c => !regions.Any(r => r is { } region && region.Overlaps(c))))
        {
            var (from, to) = facts.Words.Range(clause);
            var owners = Enumerable.Range(0, options.Count).Where(o => Enumerable.Range(from, to - from).Any(w => keywords[o].Contains(facts.Words.Lower(w)))).ToArray();
            if (owners.Length == 1)
                owned[owners[0]].Add(clause);
        }
        return [.. options.Select((o, i) => new OptionText(o.Slug, regions[i], owned[i], Amounts(facts, regions, i, owned[i])))];
    }

    private static List<MoneyMention> Amounts(TextFacts facts, TextSpan?[] regions, int option, List<TextSpan> clauses)
    {
        var inRegion = facts.Money.Where(m => regions[option] is { } region && region.Contains(m.Span)).ToList();
        // An amount where the option is named belongs to it; only without one do other clauses count.
        var found = inRegion.Count > 0 ? inRegion : facts.Money.Where(m => clauses.Exists(c => c.Contains(m.Span))).ToList();
        // «an engineer at 150k or an agency at 120k a year»: the period is said once, for both.
        return [.. found.Select(m => m.Period != Period.None ? m : PeriodGiver(facts, m) is { } other ? m with { Period = other.Period } : m)];
    }

    /// <summary>The one other amount of the sentence, across its «or», that says for how long both are; null where none does.</summary>
    public static MoneyMention? PeriodGiver(TextFacts facts, MoneyMention amount)
    {
        var sentence = facts.Words.SentenceAt(amount.Span.Start);
        var others = facts.Money.Where(m => m.Span != amount.Span && sentence.Contains(m.Span)).ToList();
        if (others is not [var other] || other.Period is not (Period.Year or Period.Month or Period.Week) || other.Amount / amount.Amount is not (> 0.25 and < 4))
            return null;
        var (first, last) = other.Span.Start > amount.Span.Start ? (amount, other) : (other, amount);
        var (from, to) = facts.Words.Range(new TextSpan(first.Span.End, last.Span.Start));
        return Enumerable.Range(from, to - from).Any(w => facts.Words.Lower(w) is "or" or "vs" or "versus") ? other : null;
    }

    private static TextSpan? Find(TextFacts facts, HashSet<string> keywords, string slug)
    {
        OptionMention? best = null;
        var most = 0.0;
        foreach (var mention in facts.Ways)
        {
            var own = Keywords(OptionPhrase.Slug(mention.Own), mention.Own);
            var shared = own.Intersect(keywords, StringComparer.Ordinal).Count() / (double)Math.Max(1, Math.Min(own.Count, keywords.Count));
            if (shared > most || (mention.KeepsThings && slug == MindMatrix.Triage.Frame.StatusQuo && most < 0.5))
                (best, most) = (mention, Math.Max(shared, 0.5));
        }
        if (best is null || most < 0.5)
            return null;
        var sentence = facts.Words.SentenceAt(best.Span.Start);
        var next = facts.Ways.Where(o => o.Span.Start >= best.Span.End && o.Span.Start < sentence.End).Select(o => o.Span.Start).DefaultIfEmpty(sentence.End).Min();
        return facts.Words.Trim(new TextSpan(best.Span.Start, Math.Max(best.Span.End, next)));
    }

    private static HashSet<string> Keywords(string slug, string title)
    {
        var words = new Words(slug.Replace('-', ' ') + " " + title);
        return Enumerable.Range(0, words.Count).Select(words.Lower).Where(w => w.Length >= 3 && !char.IsAsciiDigit(w[0]) && !Plain.Contains(w)).ToHashSet(StringComparer.Ordinal);
    }
}
