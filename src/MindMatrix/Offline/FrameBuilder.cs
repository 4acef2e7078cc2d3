using MindMatrix.Offline.Assess;
using MindMatrix.Offline.Extraction;
using MindMatrix.Offline.Kinds;
using MindMatrix.Triage;

namespace MindMatrix.Offline;

/// <summary>Frames a decision with what the text says and with the questions that decisions of its kind turn on.</summary>
internal static class FrameBuilder
{
    private const int MostOptions = 5;
    private const int MostUnknowns = 5;
    private const int LongestHorizonDays = 3650;

    private static readonly (string Title, string What) PauseFirst = ("Do without it for a while first", "A pause with an end date shows what is missed before it is gone for good.");

    public static FrameReply Build(TextFacts facts, string title)
    {
        var kind = DecisionKind.Of(facts.Words);
        var options = Options(facts, kind, title);
        var located = OptionText.Locate(facts, [.. options.Select(o => (o.Slug, o.Title))]);
        var horizon = Horizon(facts, kind, located);
        return new FrameReply(
            Question(facts, options, title), horizon, facts.Currency ?? Currencies.Default, Stake(facts, located, horizon), options, kind.Criteria,
            [.. kind.Variables.Select(v => new VariableReply(v.Name, v.Unit))],
            [.. facts.Constraints.Select(facts.Quote).OfType<string>().Select(rule => rule.TrimEnd('.', '!', ' ')).Distinct(StringComparer.Ordinal)],
            Unknowns(facts, kind, options, located));
    }

    private static List<OptionReply> Options(TextFacts facts, DecisionKind kind, string title)
    {
        var options = new List<OptionReply>();
        OptionReply? keep = null;
        foreach (var mention in facts.Ways)
        {
            if (mention.KeepsThings && keep is null)
                keep = new OptionReply(Frame.StatusQuo, mention.Title, "Today's situation goes on.");
            else if (options.Count < MostOptions - 1)
                options.Add(new OptionReply(Unique(OptionPhrase.Slug(Name(facts, mention)), options), mention.Title, $"As the text says: «{OptionPhrase.Clip(mention.Own, 160)}»."));
        }
        if (options.Count == 0 || (options.Count == 1 && facts.Ways.Count == 1 && IsSecond(facts, facts.Ways[0])))
            options.Insert(0, new OptionReply(OptionShapes.GoAhead, "Go ahead: " + Topic(title, 100), "What the text proposes is done."));
        // Where the writer sets one way against staying, both are named and nothing is added; one way alone gets its small trial beside it.
        if (options.Count == 1 && keep is null)
        {
            var (small, what) = OptionShapes.Of(options[0].Slug, options[0].Title, options[0].What, kind) == OptionShape.Leave ? PauseFirst : kind.TrySmall;
            options.Add(new OptionReply("try-it-small", small, what));
        }
        options.Add(keep ?? new OptionReply(Frame.StatusQuo, "Leave things as they are", "None of the others is done; today's situation goes on."));
        return options;
    }

    /// <summary>The option's words up to the amount: «an agency», not «an agency at 120k a year».</summary>
    private static string Name(TextFacts facts, OptionMention mention)
    {
        foreach (var money in facts.Money)
        {
            if (mention.Span.Contains(money.Span) && money.Span.Start - mention.Span.Start > 3)
                return facts.Words.Text[mention.Span.Start..money.Span.Start];
        }
        return mention.Own;
    }

    /// <summary>«could also cosign», «or exercise half»: the one that is named stands beside what the text is about.</summary>
    private static bool IsSecond(TextFacts facts, OptionMention mention) =>
        facts.Words.Lower(facts.Words.FirstFrom(mention.Span.Start) - 1) is "also" or "or" or "alternatively" or "alternative" or "instead";

    private static string Unique(string slug, List<OptionReply> taken)
    {
        if (slug == Frame.StatusQuo)
            slug = "other-way";
        var unique = slug;
        for (var n = 2; taken.Exists(o => o.Slug == unique); n++)
            unique = $"{slug}-{n}";
        return unique;
    }

    private static string Question(TextFacts facts, List<OptionReply> options, string title)
    {
        var asked = facts.Words.Sentences.FirstOrDefault(s => s.Length is > 8 and <= 240 && facts.Words.Text[s.End - 1] == '?');
        if (asked.Length > 0 && facts.Quote(asked) is { } words && facts.Ways.Any(o => asked.Overlaps(o.Span)))
            return OptionPhrase.Capital(OptionPhrase.OneLine(words));
        return facts.Ways.Count >= 2
            ? $"Which way: {string.Join("; ", options.Select(o => OptionPhrase.Clip(o.Title, 80)))}?"
            : $"{Topic(title, 160).TrimEnd('?', '.')}: go ahead or not?";
    }

    /// <summary>The title up to where it begins to explain itself: «A partner clinic offers a merger», without its terms.</summary>
    private static string Topic(string title, int most)
    {
        var cut = title.IndexOf(':', StringComparison.Ordinal);
        return OptionPhrase.Clip(cut >= 15 ? title[..cut] : title, most);
    }

    /// <summary>As long as decisions of the kind take to judge, or as long as the commitment that an option states.</summary>
    private static int Horizon(TextFacts facts, DecisionKind kind, IReadOnlyList<OptionText> located)
    {
        var stated = facts.Durations.Where(d => d.Days >= 180 && located.Any(o => o.Region is { } region && region.Contains(d.Span))).Select(d => d.Days).DefaultIfEmpty(0).Max();
        return (int)Math.Clamp(Math.Round(stated), kind.HorizonDays, Math.Max(kind.HorizonDays, LongestHorizonDays));
    }

    private static double? Stake(TextFacts facts, IReadOnlyList<OptionText> located, int horizonDays)
    {
        var attached = located.SelectMany(o => o.Money).Select(m => Figures.OverHorizon(m, horizonDays)).OfType<double>().ToList();
        var all = attached.Count > 0 ? attached : [.. facts.Money.Select(m => Figures.OverHorizon(m, horizonDays)).OfType<double>()];
        return all.Count > 0 && all.Max() < 1e13 ? Math.Round(all.Max(), 2) : null;
    }

    /// <summary>First what the text itself leaves open, since only the writer can say it; then what decides such cases.</summary>
    private static List<string> Unknowns(TextFacts facts, DecisionKind kind, List<OptionReply> options, IReadOnlyList<OptionText> located)
    {
        var questions = new List<string> { kind.Unknowns[0] };
        var priced = located.Where(o => o.Money.Count > 0).ToList();
        var bare = facts.Money.FirstOrDefault(m => m.Period == Period.None && located.SelectMany(o => o.Money).Any(o => o.Span == m.Span && o.Period != Period.None));
        if (bare is not null)
        {
            var other = OptionText.PeriodGiver(facts, bare)!;
            questions.Add($"Is «{bare.Span.In(facts.Text)}» for the same time as «{other.Span.In(facts.Text)}», and do both cover the same work? The rules take it so.");
        }
        else if (priced.Count == 0)
            questions.Add("What would each way cost and bring, once and each month?");
        else if (located.FirstOrDefault(o => o.Money.Count == 0 && o.Slug != Frame.StatusQuo && o.Slug != "try-it-small") is { } unpriced)
            questions.Add($"What would «{options.First(o => o.Slug == unpriced.Slug).Title}» cost and bring? The text gives no figure for it.");
        if (kind == KindCatalogue.Career && priced.SelectMany(o => o.Money).FirstOrDefault(m => Figures.IsSalary(facts, m)) is { } salary)
            questions.Add($"Is «{salary.Span.In(facts.Text)}» for a year? The rules take it so.");
        if (priced.Count > 0 && facts.Currency is null)
            questions.Add($"Which currency are the figures in? None is named; {Currencies.Default} is taken.");
        questions.AddRange(kind.Unknowns.Skip(1));
        return [.. questions.Take(MostUnknowns)];
    }
}
