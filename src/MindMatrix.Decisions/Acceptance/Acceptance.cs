namespace MindMatrix.Decisions;

/// <summary>One field's share in the acceptance.</summary>
/// <param name="Field">The field's name.</param>
/// <param name="Weight">Its weight.</param>
/// <param name="Similarity">0 (gone, new or rewritten) to 1 (untouched).</param>
public sealed record FieldAcceptance(string Field, double Weight, double Similarity);

/// <summary>How much of a draft a person kept.</summary>
/// <param name="Value">Acceptance, 0 (rewritten) to 1 (untouched).</param>
/// <param name="EditRate">HTER: word edits over words of the final version, 0 or more; null when the final version has no words.</param>
/// <param name="Fields">The fields it came from.</param>
public sealed record AcceptanceReport(double Value, double? EditRate, IReadOnlyList<FieldAcceptance> Fields);

/// <summary>
/// Acceptance A = Σ w·s / Σ w over the union of the fields of draft and final (decision-science 4.4). It measures the work a
/// person put in, never the quality of the draft: who approves without reading accepts everything.
/// </summary>
public static class Acceptance
{
    /// <summary>Default weight of the chosen option.</summary>
    public const double OptionWeight = 5;

    /// <summary>Default weight of budget, tasks and kill criteria.</summary>
    public const double SubstanceWeight = 2;

    /// <summary>Default weight of prose.</summary>
    public const double ProseWeight = 1;

    /// <summary>Words a person reads per second at most.</summary>
    private const double WordsPerSecond = 8;

    /// <summary>Compares a draft with what a person made of it. A field only one side has counts as not kept, with its weight there.</summary>
    /// <returns>Value 1 when both sides are empty or all weights are 0: nothing was changed.</returns>
    /// <exception cref="InvalidEstimateException">A field is named twice on one side, or has different weights on the two.</exception>
    public static AcceptanceReport Measure(IReadOnlyList<PlanField> draft, IReadOnlyList<PlanField> final)
    {
        var before = ByName(draft, "draft");
        var after = ByName(final, "final");
        var fields = new List<FieldAcceptance>();
        double kept = 0, weights = 0;
        foreach (var name in before.Keys.Union(after.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var one = before.GetValueOrDefault(name);
            var other = after.GetValueOrDefault(name);
            var weight = (one ?? other)!.Weight;
            if (one is not null && other is not null && other.Weight != weight)
                throw Require.Refuse($"final.{name}.weight", other.Weight, "must be the weight it has in the draft");
            var similarity = one is null || other is null ? 0 : FieldSimilarity.Of(one.Value, other.Value);
            fields.Add(new(name, weight, similarity));
            kept += weight * similarity;
            weights += weight;
        }
        var words = WordEdits.Between(draft, final);
        return new(weights > 0 ? kept / weights : 1, words.FinalWords > 0 ? (double)words.Edits / words.FinalWords : null, fields);
    }

    /// <summary>Whether a text can have been read in the time it took: at least words / 8 seconds.</summary>
    /// <exception cref="InvalidEstimateException">A number is negative or not finite.</exception>
    public static bool CanHaveBeenRead(int words, double seconds) =>
        Require.NotNegative(seconds, "seconds") >= Require.AtLeast(words, 0, "words") / WordsPerSecond;

    private static Dictionary<string, PlanField> ByName(IReadOnlyList<PlanField> fields, string side)
    {
        ArgumentNullException.ThrowIfNull(fields);
        var byName = new Dictionary<string, PlanField>(StringComparer.Ordinal);
        foreach (var field in fields)
            if (!byName.TryAdd(field.Name, field))
                throw new InvalidEstimateException(side, field.Name, "is named twice");
        return byName;
    }
}
