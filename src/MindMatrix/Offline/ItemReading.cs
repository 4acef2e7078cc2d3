using MindMatrix.Capture;
using MindMatrix.Language;
using MindMatrix.Offline.Extraction;
using MindMatrix.Triage;

namespace MindMatrix.Offline;

/// <summary>What the rules read of one item, for a list of items that is sorted without a server.</summary>
/// <param name="Type">strategic, operational or reference.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Agent">Name of the adviser who should lead; null unless the item is a decision.</param>
/// <param name="Options">The ways the text names, in its own words.</param>
/// <param name="Amounts">Sums of money in the order of the text, in whatever currency it names.</param>
/// <param name="Deadline">By when, in the text's own words; null when it names no day.</param>
/// <param name="OneWay">A decision that is hard to undo.</param>
internal sealed record ItemReading(string? Id, string Type, double Confidence, string Area, string? Agent, IReadOnlyList<string> Options, IReadOnlyList<double> Amounts, string? Deadline, bool OneWay)
{
    private static readonly PhraseSet Before = new("by, before, until, till, til, within, in, on, at, for");

    /// <param name="areas">The names to choose from.</param>
    /// <param name="advisers">Slug → name.</param>
    public static ItemReading Of(string? id, string title, string content, DateOnly today, IReadOnlyList<string> areas, IReadOnlyDictionary<string, string> advisers)
    {
        var text = content.Length == 0 ? title : title.Length == 0 ? content : title + "\n\n" + content;
        var facts = TextFacts.Of(text, today);
        var reply = TriageRules.Answer(new TriageInput(text, today, areas, advisers), facts);
        var (options, amounts, deadline) = Extract(facts, reply.Type);
        return new ItemReading(
            id, reply.Type.ToString().ToLowerInvariant(), reply.Confidence, reply.Area,
            reply.Type == ThoughtType.Strategic && advisers.TryGetValue(reply.LeadAdviser, out var name) ? name : null,
            options, amounts, deadline, reply.OneWay);
    }

    private static (IReadOnlyList<string> Options, IReadOnlyList<double> Amounts, string? Deadline) Extract(TextFacts facts, ThoughtType type) => (
        type == ThoughtType.Strategic ? [.. facts.Options.Select(o => o.Own)] : [],
        [.. facts.Money.Select(m => m.Amount).Distinct()],
        type != ThoughtType.Reference && facts.Deadline is { } deadline ? WithItsPreposition(facts.Words, deadline.Span).In(facts.Words.Text) : null);

    /// <summary>«by Friday» and «before the 19th», not «Friday» and «19th».</summary>
    private static TextSpan WithItsPreposition(Words words, TextSpan day)
    {
        var first = words.FirstFrom(day.Start);
        if (Before.HasWord(words.Lower(first)))
            return day;
        if (words.Lower(first - 1) == "the" && words.Adjoins(first - 1))
            first--;
        return first > 0 && words.Adjoins(first - 1) && Before.HasWord(words.Lower(first - 1)) ? new TextSpan(words[first - 1].Start, day.End) : day;
    }
}
