using System.Globalization;
using MindMatrix.Capture;
using MindMatrix.Language;
using MindMatrix.Offline.Extraction;
using MindMatrix.Offline.Learned;
using MindMatrix.Triage;

namespace MindMatrix.Offline;

/// <summary>Triage by rules: type, title, lead, risk, area, and the frame of a decision.</summary>
internal static class TriageRules
{
    private const int MostTitle = 80;

    private static readonly PhraseSet Grave = new("liability, lawsuit, tribunal, regulator, fraud, breach, illegal, injury, injuries, safety, surgery, tumour, cancer, heart, covenant, bankruptcy, insolvency, gdpr, safeguarding, redundancy, divorce, eviction, recall, unlimited liability, pentest, tax, legal, lawyer, audit, consent, compliance");

    public static TriageReply Answer(TriageInput input) => Answer(input, TextFacts.Of(input.Text, input.Today));

    /// <param name="facts">Of the same text.</param>
    public static TriageReply Answer(TriageInput input, TextFacts facts)
    {
        var features = Features.Of(facts.Words);
        var verdict = LearnedTriage.Type(facts.Words, features);
        if (input.InsistOn is { } type)
            verdict = new TypeVerdict(type, 1, "A person said so.");
        var strategic = verdict.Type == ThoughtType.Strategic;
        var title = Title(facts);
        var frame = strategic ? FrameBuilder.Build(facts, title) : null;
        var oneWay = strategic && IsOneWay(facts);
        var risk = Risk(facts, frame, oneWay, strategic);
        var impact = Impact(facts, frame, oneWay, verdict.Type);
        // The router's first rule is about what may not go wrong and holds whatever the words are.
        var lead = strategic && !(risk == RiskLevel.High && impact >= 8) && LearnedTriage.Agent(features) is var name && input.Advisers.FirstOrDefault(a => a.Value == name).Key is { } learned
            ? learned : SmartRouter.Route(facts.Words.Text, risk, impact).Adviser;
        return new TriageReply(
            verdict.Type, title, verdict.Confidence, verdict.Why, input.Advisers.ContainsKey(lead) ? lead : input.Advisers.Keys.Order(StringComparer.Ordinal).FirstOrDefault(lead),
            risk, impact, oneWay, LearnedTriage.Area(facts.Words, features, input.Areas), Concepts(facts),
            verdict.Type == ThoughtType.Operational ? NextStep(facts, title) : null,
            verdict.Type == ThoughtType.Operational ? facts.Deadline?.Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null,
            frame);
    }

    /// <summary>The first line; only its first sentence when it is long.</summary>
    private static string Title(TextFacts facts)
    {
        if (facts.Words.Sentences.Count == 0)
            return "Untitled thought";
        var first = OptionPhrase.OneLine(facts.Words.Sentences[0].In(facts.Words.Text)).Trim('#', '*', '-', ' ', '•');
        return first.Length == 0 ? "Untitled thought" : OptionPhrase.Clip(first, MostTitle);
    }

    /// <summary>More signs of a lasting step than of a trial.</summary>
    private static bool IsOneWay(TextFacts facts)
    {
        var signs = facts.OneWay.Select(s => s.In(facts.Text).ToLowerInvariant()).Distinct(StringComparer.Ordinal).Count();
        return signs > OneWayCues.SoftCount(facts.Words);
    }

    private static RiskLevel Risk(TextFacts facts, FrameReply? frame, bool oneWay, bool strategic)
    {
        var grave = Grave.Distinct(facts.Words);
        if (!strategic)
            return grave >= 2 ? RiskLevel.Medium : RiskLevel.Low;
        var points = (oneWay ? 1 : 0) + Math.Min(2, grave) + (frame?.Stake is >= 100_000 ? 1 : 0) + (frame?.Stake is >= 10_000 ? 1 : 0);
        return points >= 4 ? RiskLevel.High : points >= 1 ? RiskLevel.Medium : RiskLevel.Low;
    }

    private static int Impact(TextFacts facts, FrameReply? frame, bool oneWay, ThoughtType type)
    {
        if (type == ThoughtType.Reference)
            return 2;
        if (type == ThoughtType.Operational)
            return Grave.IsIn(facts.Words) ? 4 : 3;
        var stake = frame?.Stake ?? 0;
        return Math.Min(10, 4 + (oneWay ? 1 : 0) + Math.Min(1, Grave.Distinct(facts.Words)) + (stake >= 1_000_000 ? 4 : stake >= 100_000 ? 3 : stake >= 10_000 ? 2 : stake >= 1_000 ? 1 : 0));
    }

    private static List<ConceptReply> Concepts(TextFacts facts) =>
        [.. facts.Names.Select(n => new ConceptReply(n.Name, n.Type, Note(facts, n)))];

    private static string Note(TextFacts facts, NameMention name) =>
        OptionPhrase.Clip(OptionPhrase.OneLine(facts.Words.SentenceAt(name.Span.Start).In(facts.Words.Text)), 200);

    /// <summary>The first clause that says what to do, without please and thank you.</summary>
    private static string NextStep(TextFacts facts, string title)
    {
        foreach (var sentence in facts.Words.Sentences.Take(40))
        {
            if (Form.FirstCommand(facts.Words, sentence) is not { } verb)
                continue;
            var start = facts.Words.Text.IndexOf(verb, sentence.Start, StringComparison.Ordinal);
            return Step(facts.Words.Text[start..sentence.End]);
        }
        var words = facts.Words;
        for (var i = 0; i + 2 < words.Count; i++)
        {
            // «Can you book the room?», «could someone let the plumber in?»
            if (words.Lower(i) is "can" or "could" or "would" or "will" && words.Lower(i + 1) is "you" or "someone" or "somebody" or "anyone")
            {
                var from = words.Lower(i + 2) is "please" or "pls" or "just" ? i + 3 : i + 2;
                if (from < words.Count)
                    return Step(words.Text[words[from].Start..Math.Max(words[from].End, words.SentenceAt(words[from].Start).End)]);
            }
        }
        return title;

        static string Step(string text) => OptionPhrase.Clip(OptionPhrase.Capital(OptionPhrase.OneLine(text).TrimEnd('.', '!', '?', ' ')), 100);
    }
}
