using System.Text.Json.Serialization;

namespace MindMatrix.Decisions;

/// <summary>
/// The triangular distribution (decision-science #8). It is what Monte Carlo draws from: its inverse needs only a square
/// root, which every processor rounds alike, where a beta quantile needs iterations over platform-dependent logarithms.
/// </summary>
/// <param name="Low">The smallest possible value a.</param>
/// <param name="Mode">The most likely value m.</param>
/// <param name="High">The largest possible value b.</param>
/// <exception cref="InvalidEstimateException">Not finite, or a ≤ m ≤ b does not hold.</exception>
[method: JsonConstructor]
public readonly record struct Triangular(double Low, double Mode, double High)
{
    /// <summary>The smallest possible value a.</summary>
    public double Low { get; } = new RangeEstimate(Low, Mode, High).Low;

    /// <summary>The most likely value m.</summary>
    public double Mode { get; } = Mode;

    /// <summary>The largest possible value b.</summary>
    public double High { get; } = High;

    /// <summary>(a + m + b) / 3.</summary>
    public double Mean => (Low + Mode + High) / 3;

    /// <summary>(a² + m² + b² − am − ab − mb) / 18, written over differences so that large values do not cancel.</summary>
    public double Variance
    {
        get
        {
            var width = High - Low;
            var left = Mode - Low;
            return (width * width - left * (width - left)) / 18;
        }
    }

    /// <summary>The value below which the share u lies; u from 0 to 1. A distribution without width gives its only value.</summary>
    public double Quantile(double u)
    {
        var width = High - Low;
        if (width <= 0) return Mode;
        return u < (Mode - Low) / width
            ? Low + Math.Sqrt(u * width * (Mode - Low))
            : High - Math.Sqrt((1 - u) * width * (High - Mode));
    }
}
