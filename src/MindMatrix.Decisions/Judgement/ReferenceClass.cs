namespace MindMatrix.Decisions;

/// <summary>What a reference class says of a quantity.</summary>
/// <param name="Value">The corrected quantity, in the unit of what was corrected.</param>
/// <param name="Applies">False with fewer than eight cases: show it, do not calculate with it.</param>
public sealed record ReferenceForecast(double Value, bool Applies);

/// <summary>Corrects an inside view by how similar cases went (Flyvbjerg 2006; decision-science #29).</summary>
public static class ReferenceClass
{
    /// <summary>Fewer cases than this are an anecdote.</summary>
    public const int LeastCases = 8;

    /// <summary>Budget × the quantile u of actual / estimate over past cases; u = 0.5 for even odds of overrun, 0.8 for safe.</summary>
    /// <param name="budget">The inside view, in any unit, 0 or more.</param>
    /// <param name="ratios">Actual over estimate of past cases, above 0.</param>
    /// <param name="certainty">u, 0 to 1.</param>
    /// <exception cref="InvalidEstimateException">No cases, or a number out of range.</exception>
    public static ReferenceForecast Budget(double budget, IReadOnlyList<double> ratios, double certainty)
    {
        Require.NotNegative(budget, "budget");
        Require.NotEmpty(ratios, "ratios");
        for (var i = 0; i < ratios.Count; i++) Require.Positive(ratios[i], $"ratios[{i}]");
        return new(budget * Quantile.Of(ratios, certainty), ratios.Count >= LeastCases);
    }

    /// <summary>(n₀·p + k) / (n₀ + n), the inside probability worth n₀ cases against k successes in n; 0 to 1.</summary>
    /// <param name="inside">p, 0 to 1.</param>
    /// <param name="successes">k, 0 to n.</param>
    /// <param name="cases">n, 0 or more.</param>
    /// <param name="weight">n₀, above 0.</param>
    /// <exception cref="InvalidEstimateException">A number is out of range.</exception>
    public static ReferenceForecast Probability(double inside, int successes, int cases, double weight = 10)
    {
        Require.Within(inside, 0, 1, "inside-probability");
        Require.Positive(weight, "weight");
        Require.AtLeast(cases, 0, "cases");
        Require.Within(successes, 0, cases, "successes");
        return new((weight * inside + successes) / (weight + cases), cases >= LeastCases);
    }
}
