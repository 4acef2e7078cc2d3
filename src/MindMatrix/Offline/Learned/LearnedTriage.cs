using MindMatrix.Capture;
using MindMatrix.Language;

namespace MindMatrix.Offline.Learned;

/// <summary>What kind of thought a text is, how sure that is, and the signs that weighed most.</summary>
internal sealed record TypeVerdict(ThoughtType Type, double Confidence, string Why);

/// <summary>
/// What the weights under <c>Weights/</c> say of a text; <c>tools/MindMatrix.Training</c> makes them and docs/offline.md says how well they
/// judge texts they have not seen.
/// </summary>
internal static class LearnedTriage
{
    private static readonly LinearClassifier Types = LinearClassifier.Read(LinearClassifier.Table("type"));
    private static readonly LinearClassifier Areas = LinearClassifier.Read(LinearClassifier.Table("area"));
    private static readonly LinearClassifier Agents = LinearClassifier.Read(LinearClassifier.Table("agent"));

    public static TypeVerdict Type(Words words, IReadOnlyDictionary<string, double> features)
    {
        if (words.Count == 0)
            return new TypeVerdict(ThoughtType.Reference, 0.2, "The text has too few words to tell what it is.");
        if (Said(words) is { } said)
            return new TypeVerdict(said, 0.95, $"It says so itself: «/{words.Lower(0)}».");
        var judged = Types.Judge(features);
        var type = Enum.Parse<ThoughtType>(judged.Class, ignoreCase: true);
        // Few words carry little evidence, whatever they are.
        var confidence = Math.Min(0.99, judged.Probability) * (words.Count <= 2 ? 0.45 : words.Count == 3 ? 0.75 : 1);
        var what = type switch { ThoughtType.Strategic => "Reads as a decision", ThoughtType.Operational => "Reads as something to do", _ => "Reads as something to keep" };
        return new TypeVerdict(type, Math.Round(confidence, 2), $"{what}: {InWords(judged.Signs)}{(confidence < 0.6 ? ", but other signs speak against it" : "")}.");
    }

    /// <summary>An area of the owner's own when the text names it, else what the weights say.</summary>
    /// <param name="words">The text.</param>
    /// <param name="features">Of the same text.</param>
    /// <param name="areas">The names to choose from, as the owner keeps them.</param>
    public static string Area(Words words, IReadOnlyDictionary<string, double> features, IReadOnlyList<string> areas) =>
        areas.FirstOrDefault(a => !Areas.Classes.Contains(a) && new PhraseSet(a.ToLowerInvariant().Replace(',', ' ')).IsIn(words))
        ?? (areas.Any(Areas.Classes.Contains) ? Areas.Judge(features, areas.ToHashSet()).Class : areas.Count > 0 ? areas[0] : "Work");

    /// <summary>Name of the adviser who should lead, such as <c>The Quant</c>.</summary>
    public static string Agent(IReadOnlyDictionary<string, double> features) => Agents.Judge(features).Class;

    /// <summary>«/task …», «/decide …»: the writer says it.</summary>
    private static ThoughtType? Said(Words words) => !words.Gap(-1).EndsWith("/") ? null : words.Lower(0) switch
    {
        "task" or "todo" or "remind" => ThoughtType.Operational,
        "decide" or "decision" => ThoughtType.Strategic,
        "note" or "fyi" => ThoughtType.Reference,
        _ => null,
    };

    /// <summary>Signs of the same kind share its name: «its form (asks of somebody, is a question)».</summary>
    private static string InWords(IReadOnlyList<string> signs)
    {
        const string form = "form:";
        var named = signs.Count > 1 && signs.All(s => s.StartsWith(form, StringComparison.Ordinal)) ? [form + string.Join(", ", signs.Select(s => s[form.Length..]))] : signs;
        return string.Join(" and ", named.Select(InWords));
    }

    private static string InWords(string feature)
    {
        var colon = feature.IndexOf(':', StringComparison.Ordinal);
        var (kind, rest) = (feature[..colon], feature[(colon + 1)..]);
        return kind switch
        {
            "form" => $"its form ({rest})",
            "title" => $"«{rest}» in its first line",
            "word" => $"the words «{rest}»",
            "first" => $"it opens with «{rest}»",
            _ => $"the subject ({rest})",
        };
    }
}
