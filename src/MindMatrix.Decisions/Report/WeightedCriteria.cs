using System.Globalization;

namespace MindMatrix.Decisions;

/// <summary>The weighted sum over the criteria of a decision, for the options that have a score on every criterion.</summary>
internal sealed class WeightedCriteria
{
    private readonly Dictionary<string, (Figure Score, Figure Robustness)> _figures = new(StringComparer.Ordinal);

    public static WeightedCriteria? Of(DecisionInput input)
    {
        if (input.Criteria.Count == 0) return null;
        var criteria = input.Criteria.OrderBy(c => c.Name, StringComparer.Ordinal).ToArray();
        var scores = input.CriterionScores.ToDictionary(s => (s.Option, s.Criterion), s => s.Value);
        var complete = input.Options.Where(o => criteria.All(c => scores.ContainsKey((o, c.Name)))).Order(StringComparer.Ordinal).ToArray();
        if (complete.Length == 0) return null;

        double[] weights = [.. criteria.Select(c => c.Weight)];
        double[][] values = [.. complete.Select(o => criteria.Select(c => c.Scale(scores[(o, c.Name)])).ToArray())];
        var shares = WeightRobustness.Shares(values);
        var weighted = new WeightedCriteria();
        for (var i = 0; i < complete.Length; i++)
        {
            string[] inputs = [.. criteria.Select(c => string.Create(CultureInfo.InvariantCulture,
                $"{c.Name}: {scores[(complete[i], c.Name)]} on {c.LowAnchor} … {c.HighAnchor}, weight {c.Weight}"))];
            weighted._figures[complete[i]] = (
                new("weighted score", WeightedSum.Of(weights, values[i]), "share", "decision-science #25", inputs),
                new("share of weights it wins under", shares[i], "share", "decision-science #26", [.. inputs, $"compared: {string.Join(", ", complete)}"]));
        }
        return weighted;
    }

    public Figure? Score(string option) => _figures.TryGetValue(option, out var figures) ? figures.Score : null;

    public Figure? Robustness(string option) => _figures.TryGetValue(option, out var figures) ? figures.Robustness : null;
}
