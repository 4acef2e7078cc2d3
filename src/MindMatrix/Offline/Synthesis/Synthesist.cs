using MindMatrix.Dialectic;
using MindMatrix.Offline.Extraction;
using MindMatrix.Offline.Kinds;
using MindMatrix.Triage;

namespace MindMatrix.Offline.Synthesis;

/// <summary>
/// Joins the assessments by rules. It reads everything in one fixed order, so that both orders of the two syntheses agree,
/// and it says how little a recommendation rests on when that is so.
/// </summary>
internal static class Synthesist
{
    // Mean scores closer than this are not told apart by general rules.
    private const double NothingBetween = 3;

    // By so much must an unnamed status quo lead to be recommended.
    private const double FarAhead = 10;

    public static SynthesisReply Answer(SynthesisInput input)
    {
        var facts = TextFacts.Of(input.Text, DateOnly.MinValue);
        var views = input.Assessments.OrderBy(a => a.Adviser, StringComparer.Ordinal).ToList();
        var frame = input.Frame;
        var kind = DecisionKind.Of(facts.Words);
        var scores = frame.Options.ToDictionary(o => o.Slug, o => views.SelectMany(v => v.Options).Where(v => v.Slug == o.Slug).Select(v => v.Score).DefaultIfEmpty(50).Average());
        var ranked = input.Eligible.OrderByDescending(s => scores[s]).ThenBy(s => WayBack(frame.Option(s), kind)).ThenBy(s => s, StringComparer.Ordinal).ToList();
        if (ranked.Count == 0)
            throw new InvalidOperationException("No option is eligible, so nothing can be recommended.");
        var passed = Idle(facts, ranked, scores);
        if (passed)
            ranked.Remove(Frame.StatusQuo);
        var (slug, why) = Choose(input, ranked, scores, kind, facts.Money.Count > 0);
        if (passed && scores[Frame.StatusQuo] > scores[slug])
            why += " Doing nothing scores a little better by general rules, but the text names only other ways.";
        var option = frame.Option(slug);
        var against = Claims(views, slug, v => v.Against).ToList();
        return new SynthesisReply(
            slug, Rationale(input, option, why, views, kind), Conditions(frame, facts, option, views), Conflicts.Of(frame, views),
            Dissent(against, views, slug), Plan.Kill(frame, facts, option, kind), null, Plan.Risk(views, option),
            Plan.Resources(facts, option, frame), Plan.Tasks(frame, facts, option, kind));
    }

    /// <summary>0 for what can be taken back soonest.</summary>
    private static int WayBack(Option option, DecisionKind kind) => OptionShapes.Of(option.Slug, option.Title, option.What, kind) switch
    {
        OptionShape.Try => 0,
        OptionShape.Keep => 1,
        OptionShape.Leave or OptionShape.Bind => 3,
        _ => 2,
    };

    /// <summary>
    /// The text sets ways against each other and staying is none of them: then general rules alone do not make staying the answer,
    /// unless it is far ahead.
    /// </summary>
    private static bool Idle(TextFacts facts, List<string> ranked, Dictionary<string, double> scores) =>
        facts.Options.Count > 0 && facts.Options.All(o => !o.KeepsThings) && ranked.Contains(Frame.StatusQuo) && ranked.Count > 1
        && scores[Frame.StatusQuo] - ranked.Where(s => s != Frame.StatusQuo).Max(s => scores[s]) < FarAhead;

    /// <param name="priced">The text has amounts, whether or not they are an option's.</param>
    private static (string Slug, string Why) Choose(SynthesisInput input, List<string> ranked, Dictionary<string, double> scores, DecisionKind kind, bool priced)
    {
        // The report compares money only when every option that may be chosen has figures; else its leader is the one with the best mean score.
        var compared = input.Report.Options.Where(o => ranked.Contains(o.Option)).All(o => o.ProbabilityBest is not null);
        if (input.Report.OutlaysOnly && ranked.Count > 1)
            return ByScore(input, ranked, scores, kind, "The text says what the ways cost and not what they bring. In money alone doing nothing then always comes first, so the outlays are compared with each other and the choice follows the advisers' scores. ");
        if (input.Report.Leader is { } leader && ranked.Contains(leader))
        {
            var name = $"«{input.Frame.Option(leader).Title}»";
            var gap = ranked.Count < 2 ? 100 : scores[leader] - ranked.Where(s => s != leader).Max(s => scores[s]);
            var source = input.Report.Overrides.Count > 0 ? "the text and from people's figures" : "the text";
            if (compared)
                return (leader, gap >= NothingBetween
                    ? $"{name} leads in the figures computed from {source} and in the advisers' scores."
                    : $"{name} leads in the figures computed from {source}; the advisers' scores hardly separate it from the next.");
            if (gap >= NothingBetween)
                return (leader, $"{name} leads in the advisers' mean score. {(input.Report.Options.Any(o => o.ExpectedValue is not null) ? "The text does not give figures for every option" : priced ? "The amounts in the text do not say what an option costs or brings" : "The text gives no figures")}, so no expected value can be compared: this rests on general rules for decisions of this kind and on little evidence.");
        }
        return ByScore(input, ranked, scores, kind, "");
    }

    private static (string Slug, string Why) ByScore(SynthesisInput input, List<string> ranked, Dictionary<string, double> scores, DecisionKind kind, string before)
    {
        var best = ranked[0];
        if (ranked.Count > 1 && scores[best] - scores[ranked[1]] < NothingBetween)
        {
            // Nothing separates them: then what can be taken back costs least to be wrong about.
            var close = ranked.Where(s => scores[best] - scores[s] < NothingBetween).OrderBy(s => WayBack(input.Frame.Option(s), kind)).ThenByDescending(s => scores[s]).ThenBy(s => s, StringComparer.Ordinal).ToList();
            var name = $"«{input.Frame.Option(close[0]).Title}»";
            return (close[0], before + "Nothing in the text separates the leading options, " + (WayBack(input.Frame.Option(close[0]), kind) < WayBack(input.Frame.Option(close[1]), kind)
                ? $"so {name} is named as the one that is easiest to take back."
                : $"and none is easier to take back; {name} is named only so that there is one to argue with.") + " This rests on general rules and little evidence.");
        }
        return (best, $"{before}«{input.Frame.Option(best).Title}» {(before.Length > 0 ? "leads in them" : "has the best mean score of the options that may be chosen")}. This rests on general rules for decisions of this kind and little evidence.");
    }

    private static string Rationale(SynthesisInput input, Option option, string why, List<AdviserView> views, DecisionKind kind)
    {
        var argument = Claims(views, option.Slug, v => v.For).OrderBy(c => c.Quote is null).ThenBy(c => c.Id, StringComparer.Ordinal).FirstOrDefault();
        var said = argument is null ? "" : argument.Quote is { } quote ? $" {argument.Text} The text says «{OptionPhrase.Clip(OptionPhrase.OneLine(quote), 120)}»." : $" {argument.Text}";
        var ask = input.Frame.Unknowns.Count > 0 ? $" The answer to one question could turn it: {input.Frame.Unknowns[0]}{(input.Frame.Unknowns[0] == kind.Unknowns[0] ? " " + kind.Turns : "")}" : "";
        return $"{why}{said}{ask}";
    }

    private static List<string> Conditions(Frame frame, TextFacts facts, Option option, List<AdviserView> views)
    {
        var conditions = new List<string>();
        conditions.AddRange(views.SelectMany(v => v.Gates).Where(g => g.Slug == option.Slug && g.Result == GateVerdict.Unknown).Select(g => $"It keeps this rule, which the text leaves open: «{OptionPhrase.OneLine(g.Rule)}»"));
        conditions.AddRange(frame.Unknowns.Take(2).Select(u => $"This is answered first: {u}"));
        if (Plan.Price(facts, option, frame) is { } price)
            conditions.Add($"The stated «{price}» covers everything that «{option.Title}» costs.");
        return [.. conditions.Distinct(StringComparer.Ordinal).Take(4)];
    }

    /// <summary>The argument against, from the adviser who rates the option lowest; one that quotes the text counts before a general one.</summary>
    private static string Dissent(List<Claim> against, List<AdviserView> views, string slug)
    {
        var critic = views.OrderBy(v => v.Options.Where(o => o.Slug == slug).Select(o => o.Score).DefaultIfEmpty(100).Min()).ThenBy(v => v.Adviser, StringComparer.Ordinal).FirstOrDefault();
        // A clause of the writer's own outweighs general knowledge; a bare price does not.
        var strongest = against.OrderBy(c => c.Quote is not { Length: > 20 }).ThenBy(c => critic is null || !c.Id.StartsWith(critic.Adviser + "/", StringComparison.Ordinal)).ThenBy(c => c.Quote is not null).ThenBy(c => c.Id, StringComparer.Ordinal).FirstOrDefault();
        if (strongest is null)
            return "No adviser gave an argument against it, which is itself a reason for doubt.";
        var who = views.FirstOrDefault(v => strongest.Id.StartsWith(v.Adviser + "/", StringComparison.Ordinal))?.Name ?? "One adviser";
        return $"{who}: {strongest.Text}" + (strongest.Quote is { } quote ? $" The text says «{OptionPhrase.Clip(OptionPhrase.OneLine(quote), 160)}»." : "");
    }

    private static IEnumerable<Claim> Claims(List<AdviserView> views, string slug, Func<OptionView, IReadOnlyList<Claim>> side) =>
        views.SelectMany(v => v.Options).Where(o => o.Slug == slug).SelectMany(side);
}
