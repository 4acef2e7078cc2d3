using System.Text.Json.Serialization;

namespace MindMatrix.Decisions;

/// <summary>A probability, 0 to 1, without a unit.</summary>
/// <param name="Value">0 to 1.</param>
/// <exception cref="InvalidEstimateException">NaN, infinite or outside 0 to 1.</exception>
[method: JsonConstructor]
public readonly record struct Probability(double Value)
{
    /// <summary>How far a set of probabilities may be from one before it is refused instead of renormalised.</summary>
    public const double SumTolerance = 1e-6;

    /// <summary>The probability, 0 to 1.</summary>
    public double Value { get; } = Require.Within(Value, 0, 1, "probability");

    /// <summary>The probability of the opposite, 1 − p.</summary>
    public Probability Complement => new(1 - Value);

    /// <summary>A probability whose error message names the caller's own field.</summary>
    /// <exception cref="InvalidEstimateException">NaN, infinite or outside 0 to 1.</exception>
    public static Probability Of(double value, string field) => new(Require.Within(value, 0, 1, field));

    /// <summary>
    /// Probabilities that are to sum to one. A rounding error of at most <see cref="SumTolerance"/> is divided out;
    /// a larger gap is somebody's mistake and is refused (decision-science, input rules).
    /// </summary>
    /// <exception cref="InvalidEstimateException">Empty, one outside 0 to 1, or the sum is not one.</exception>
    public static double[] Distribution(IReadOnlyList<double> values, string field)
    {
        Require.NotEmpty(values, field);
        var sum = 0.0;
        for (var i = 0; i < values.Count; i++)
            sum += Require.Within(values[i], 0, 1, $"{field}[{i}]");
        if (Math.Abs(sum - 1) > SumTolerance)
            throw Require.Refuse($"sum of {field}", sum, "must be 1");
        var normalised = new double[values.Count];
        for (var i = 0; i < normalised.Length; i++)
            normalised[i] = values[i] / sum;
        return normalised;
    }
}
