namespace MindMatrix.Decisions;

/// <summary>Several criteria in one number (decision-science #25).</summary>
public static class WeightedSum
{
    /// <summary>Weights that sum to one; all zero means equal weights, which are hard to beat (Dawes 1979).</summary>
    /// <exception cref="InvalidEstimateException">No weights, or one is negative or not finite.</exception>
    public static double[] Normalised(IReadOnlyList<double> weights)
    {
        Require.NotEmpty(weights, "weights");
        var total = 0.0;
        for (var i = 0; i < weights.Count; i++) total += Require.NotNegative(weights[i], $"weights[{i}]");
        return [.. weights.Select(w => total > 0 ? w / total : 1.0 / weights.Count)];
    }

    /// <summary>Σ w·v, 0 to 1.</summary>
    /// <param name="weights">Relative weights, 0 or more.</param>
    /// <param name="values">The option on each criterion's fixed 0 to 1 scale, from <see cref="Criterion.Scale"/>.</param>
    /// <exception cref="InvalidEstimateException">Lengths differ, or a number is out of range.</exception>
    public static double Of(IReadOnlyList<double> weights, IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var normalised = Normalised(weights);
        Require.SameLength(values.Count, normalised.Length, "values");
        var sum = 0.0;
        for (var i = 0; i < normalised.Length; i++)
            sum += normalised[i] * Require.Within(values[i], 0, 1, $"values[{i}]");
        return sum;
    }
}
