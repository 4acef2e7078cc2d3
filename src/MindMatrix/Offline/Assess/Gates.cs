using MindMatrix.Dialectic;
using MindMatrix.Language;
using MindMatrix.Offline.Extraction;
using MindMatrix.Triage;

namespace MindMatrix.Offline.Assess;

/// <summary>Holds each hard rule of the frame against each option; says «unknown» unless the text itself decides.</summary>
internal static class Gates
{
    private static readonly PhraseSet Ceilings = new("no more than, not more than, at most, maximum, max, limit, hard limit, cannot spend, can't spend, budget");

    public static IReadOnlyList<GateReply> Of(Frame frame, TextFacts facts, Dictionary<string, OptionText> located) =>
        [.. frame.HardRules.SelectMany(rule => frame.Options.Select(option => Judge(rule, option, facts, located[option.Slug])))];

    private static GateReply Judge(string rule, Option option, TextFacts facts, OptionText where)
    {
        var words = new Words(rule);
        var numbers = NumberExtractor.Read(words);
        var limits = MoneyExtractor.Read(words, numbers, []);
        if (limits is not [var limit] || !Ceilings.IsIn(words))
            return new GateReply(option.Slug, rule, GateVerdict.Unknown, "The text does not say whether this option keeps the rule.");
        if (option.Slug == Frame.StatusQuo)
            return new GateReply(option.Slug, rule, GateVerdict.Pass, "Leaving things as they are spends nothing new.");
        // Only amounts for the same time can be compared, and the rule's own sentence is not the option's price.
        var price = where.Money.FirstOrDefault(m => m.Period == limit.Period && !(facts.Quote(facts.Words.SentenceAt(m.Span.Start)) is { } sentence && sentence.Contains(rule, StringComparison.Ordinal)));
        if (price is null)
            return new GateReply(option.Slug, rule, GateVerdict.Unknown, "The text gives no price for this option that could be held against the limit.");
        return price.Amount <= limit.Amount
            ? new GateReply(option.Slug, rule, GateVerdict.Pass, $"The stated {Figures.Show(price.Amount)} keeps within {Figures.Show(limit.Amount)}.")
            : new GateReply(option.Slug, rule, GateVerdict.Fail, $"The stated {Figures.Show(price.Amount)} is more than {Figures.Show(limit.Amount)}.");
    }
}
