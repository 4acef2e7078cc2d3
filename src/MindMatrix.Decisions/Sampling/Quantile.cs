namespace MindMatrix.Decisions;

/// <summary>
/// Sample quantiles of type 7 in the numbering of Hyndman and Fan 1996: linear between the order statistics at (n − 1)·q.
/// Not MathNet's <c>Statistics.Quantile</c>, which is type 8 and gives other values on small samples (a test shows it).
/// </summary>
public static class Quantile
{
    /// <summary>The quantile of values that are already in ascending order, in their unit.</summary>
    /// <exception cref="InvalidEstimateException">No values, or the probability is outside 0 to 1.</exception>
    public static double OfSorted(ReadOnlySpan<double> ascending, double probability)
    {
        Require.Within(probability, 0, 1, "quantile.probability");
        if (ascending.IsEmpty)
            throw new InvalidEstimateException("quantile.values", "empty", "must have at least one entry");
        var position = (ascending.Length - 1) * probability;
        var below = (int)position;
        return below + 1 < ascending.Length
            ? ascending[below] + (position - below) * (ascending[below + 1] - ascending[below])
            : ascending[^1];
    }

    /// <summary>The quantile of values in any order, in their unit.</summary>
    /// <exception cref="InvalidEstimateException">No values, one is not finite, or the probability is outside 0 to 1.</exception>
    public static double Of(IReadOnlyList<double> values, double probability)
    {
        var sorted = Require.NotEmpty(values, "quantile.values").Select((v, i) => Require.Finite(v, $"quantile.values[{i}]")).ToArray();
        Array.Sort(sorted);
        return OfSorted(sorted, probability);
    }
}
